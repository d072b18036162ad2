package org.httpca.web.request;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface RequestRows extends Repository<RequestRow, UUID> {

    Optional<RequestRow> findById(UUID id);

    /** One array is one parameter: a list of values would be another statement, and translated anew, almost every time. */
    @Query(value = "select * from request where id = any(:ids)", nativeQuery = true)
    List<RequestRow> among(UUID[] ids);
}
