package com.ytempire.ml.core.settings;

import java.io.Serializable;
import java.util.List;

/**
 * Where Kafka is.
 *
 * @param bootstrapServers {@code KAFKA_BOOTSTRAP_SERVERS}: {@code host:port} pairs separated by
 *     commas, default {@code localhost:9092}
 */
public record KafkaSettings(String bootstrapServers) implements Serializable {

  static KafkaSettings from(Variables variables) {
    String servers =
        variables.parsed(
            "KAFKA_BOOTSTRAP_SERVERS",
            "localhost:9092",
            text -> text,
            "host:port, several separated by commas",
            KafkaSettings::checked);
    return new KafkaSettings(servers);
  }

  private static String checked(String text) {
    for (String server : List.of(text.split(",", -1))) {
      int colon = server.lastIndexOf(':');
      if (colon < 1) {
        throw new IllegalArgumentException("a server has no port");
      }
      try {
        int port = Integer.parseInt(server.substring(colon + 1).trim());
        if (port < 1 || port > 65535) {
          throw new IllegalArgumentException("a port is not in 1 to 65535");
        }
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException("a port is no number", e);
      }
    }
    return text;
  }
}
