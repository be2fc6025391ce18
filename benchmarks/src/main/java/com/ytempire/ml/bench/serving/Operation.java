package com.ytempire.ml.bench.serving;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What is asked of the service. */
enum Operation {
  TRIVIAL("trivial POST", "/bench/trivial") {
    @Override
    String body(long number) {
      return "{\"topic\":\"ai\"}";
    }
  },
  FEATURES("50 features of one entity", "/features/online") {
    @Override
    String body(long number) {
      return features((int) (number % MeasuredData.ENTITIES), 1);
    }
  },
  MANY_FEATURES("50 features of 100 entities", "/features/online") {
    @Override
    String body(long number) {
      return features(0, MeasuredData.ENTITIES);
    }
  },
  CACHED("predict, cached", "/predict/trend") {
    @Override
    String body(long number) {
      return predict(MeasuredData.TOPIC);
    }
  },
  UNCACHED("predict, uncached", "/predict/trend") {
    @Override
    String body(long number) {
      return predict(MeasuredData.TOPIC + " " + number);
    }
  };

  private final String label;
  private final String path;

  Operation(String label, String path) {
    this.label = label;
    this.path = path;
  }

  /** Name in tables. */
  String label() {
    return label;
  }

  /** Name in JSON. */
  String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  String path() {
    return path;
  }

  /** The body of a request; different numbers may give different ones. */
  abstract String body(long number);

  private static String features(int first, int entities) {
    String asked =
        IntStream.range(first, first + entities)
            .mapToObj(
                i ->
                    "{\"entity_type\":\"video\",\"entity_id\":\"%s\"}"
                        .formatted(MeasuredData.video(i)))
            .collect(Collectors.joining(","));
    String names =
        IntStream.range(0, MeasuredData.COLUMNS)
            .mapToObj(i -> "\"" + MeasuredData.column(i) + "\"")
            .collect(Collectors.joining(","));
    return "{\"entities\":[%s],\"features\":[%s]}".formatted(asked, names);
  }

  private static String predict(String topic) {
    return """
        {"topic":"%s","niche":"technology","data_sources":["youtube","twitter"],"timeframe":"24h"}"""
        .formatted(topic);
  }
}
