package com.ytempire.ml.drift.statistic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.ytempire.ml.core.testing.SharedData;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.stream.StreamSupport;
import java.util.zip.GZIPInputStream;

/** Reads the golden files of the shared data. */
final class GoldenFiles {
  private GoldenFiles() {}

  static JsonNode read(String path) throws IOException {
    try (InputStream in = new GZIPInputStream(Files.newInputStream(SharedData.require(path)))) {
      return new ObjectMapper().readTree(in);
    }
  }

  static double[] numbers(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false)
        .mapToDouble(JsonNode::asDouble)
        .toArray();
  }

  /** |actual - expected| in units of what is allowed; at most 1 is good. */
  static double excess(double actual, double expected, double relative, double absolute) {
    double difference = Math.abs(actual - expected);
    return difference == 0 ? 0 : difference / (absolute + relative * Math.abs(expected));
  }
}
