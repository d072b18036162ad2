package org.httpca.worker.accept;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.httpca.message.RequestEvent;

/** Of a batch's words of one type: the newest about each request, in the order of the ids. */
final class NewestWords {
    private NewestWords() {}

    static <E extends RequestEvent> List<E> of(Class<E> type, List<RequestEvent> batch) {
        Map<UUID, E> newest = new TreeMap<>(Comparator.comparing(UUID::toString));
        for (RequestEvent event : batch) {
            if (type.isInstance(event)) {
                newest.merge(
                        event.requestId(),
                        type.cast(event),
                        (one, other) -> one.revision() >= other.revision() ? one : other);
            }
        }
        return List.copyOf(newest.values());
    }
}
