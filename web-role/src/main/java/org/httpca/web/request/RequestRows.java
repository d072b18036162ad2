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
}
