package org.httpca.web.request;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface RequestRows extends Repository<RequestRow, UUID> {

    Optional<RequestRow> findById(UUID id);

    @Query("select r from RequestRow r where r.id in :ids")
    List<RequestRow> among(Collection<UUID> ids);

    /**
     * Those that are done, so that one query serves every waiter and brings only what releases one. One array is one parameter:
     * a list of as many as there are waiters would be another statement, and translated anew, almost every time.
     */
    @Query(value = """
            select * from request where id = any(:ids) and status in ('issued', 'rejected', 'withdrawn')""", nativeQuery = true)
    List<RequestRow> finalAmong(UUID[] ids);
}
