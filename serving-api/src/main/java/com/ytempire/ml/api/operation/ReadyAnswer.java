package com.ytempire.ml.api.operation;

import io.micronaut.core.annotation.Introspected;
import java.util.List;
import java.util.Map;

/**
 * Whether requests can be answered.
 *
 * @param status {@code up}, {@code degraded} or {@code down}
 * @param dependencies {@code up} or {@code down} for each of {@code features}, {@code kafka},
 *     {@code models}, {@code postgres} and {@code redis}
 * @param degraded what is down
 */
@Introspected
record ReadyAnswer(String status, Map<String, String> dependencies, List<String> degraded) {
  ReadyAnswer {
    dependencies = Map.copyOf(dependencies);
    degraded = List.copyOf(degraded);
  }
}
