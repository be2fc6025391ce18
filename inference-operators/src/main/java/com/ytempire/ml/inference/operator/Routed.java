package com.ytempire.ml.inference.operator;

import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.jspecify.annotations.Nullable;

/**
 * A record with the versions that are to answer it. While it waits for them it is checkpointed in
 * this form, so that a recovered job asks the same versions again.
 *
 * @param record the record; null in an announcement, which only tells what the versions are now
 * @param versions the versions as a {@link VersionStamp}
 * @param <T> record
 */
public record Routed<T>(@Nullable T record, String versions) {

  static <T> TypeInformation<Routed<T>> type(TypeInformation<T> record) {
    @SuppressWarnings("unchecked") // A class literal has no type arguments.
    Class<Routed<T>> routed = (Class<Routed<T>>) (Class<?>) Routed.class;
    return Types.POJO(routed, Map.of("record", record, "versions", Types.STRING));
  }
}
