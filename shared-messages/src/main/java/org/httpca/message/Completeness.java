package org.httpca.message;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** JSON may leave out what a record needs: a message is read only when every component that is not nullable is there. */
final class Completeness {

    private record Component(RecordComponent component, boolean nullable) {}

    private static final Map<Class<?>, List<Component>> COMPONENTS = new ConcurrentHashMap<>();

    private Completeness() {}

    /** @throws IllegalArgumentException naming the first component that is missing, at any depth */
    static void check(Record record) {
        for (Component part : COMPONENTS.computeIfAbsent(record.getClass(), Completeness::components)) {
            Object value = value(record, part.component());
            if (value == null) {
                if (!part.nullable()) {
                    throw new IllegalArgumentException(part.component().getName() + " is missing");
                }
            } else {
                checkValue(part.component().getName(), value);
            }
        }
    }

    private static void checkValue(String name, @Nullable Object value) {
        if (value == null) {
            throw new IllegalArgumentException(name + " holds a null");
        } else if (value instanceof Record nested) {
            check(nested);
        } else if (value instanceof Collection<?> values) {
            values.forEach(element -> checkValue(name, element));
        } else if (value instanceof Map<?, ?> map) {
            map.values().forEach(element -> checkValue(name, element));
        }
    }

    private static List<Component> components(Class<?> type) {
        return Arrays.stream(type.getRecordComponents())
                .map(c -> new Component(c, c.getAnnotatedType().isAnnotationPresent(Nullable.class)))
                .toList();
    }

    private static @Nullable Object value(Record record, RecordComponent component) {
        try {
            return component.getAccessor().invoke(record);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("the records of messages are public", e);
        }
    }
}
