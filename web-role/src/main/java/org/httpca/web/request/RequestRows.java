package org.httpca.web.request;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Each is one statement, which is a transaction by itself: a transaction around it would only be another round trip. */
@Transactional(propagation = Propagation.SUPPORTS, readOnly = true)
interface RequestRows extends Repository<RequestRow, UUID> {

    Optional<RequestRow> findById(UUID id);

    /** One array is one parameter: a list of values would be another statement, and translated anew, almost every time. */
    @Query(value = "select * from request where id = any(:ids)", nativeQuery = true)
    List<RequestRow> among(UUID[] ids);
}
