package com.ytempire.ml.local.server;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How clients reach a stack: the reference's environment variables, with credentials.
 *
 * <p>While a stack runs they lie in its data folder, readable by its owner only, so that other
 * commands reach it without being told.
 *
 * @param variables names and values, such as {@code DATABASE_URL}; sorted
 */
public record StackConnections(Map<String, String> variables) {

  private static final String FILE = "connections.properties";

  /** Copies and sorts the variables. */
  public StackConnections {
    variables = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(variables));
  }

  static StackConnections of(
      Map<ServerName, StackServer> servers, Map<String, String> environment) {
    Map<String, String> variables = new TreeMap<>();
    for (var entry : servers.entrySet()) {
      StackServer server = entry.getValue();
      if (server instanceof PostgresServer postgres) {
        variables.put("DATABASE_URL", postgres.url().withPassword());
      } else if (server instanceof RedisServer redis) {
        variables.put("REDIS_URL", redis.url().toString());
      } else if (server instanceof KafkaServer kafka) {
        variables.put("KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers());
      } else if (server instanceof S3Server s3) {
        S3Buckets buckets = s3.buckets();
        variables.put("S3_ENDPOINT", buckets.endpoint().toString());
        variables.put("AWS_ACCESS_KEY_ID", buckets.accessKey());
        variables.put("AWS_SECRET_ACCESS_KEY", buckets.secretKey());
        variables.put("S3_REGION", buckets.region());
        variables.put("AWS_REGION", buckets.region()); // For AWS' own tools.
      } else if (server instanceof FlinkServer flink) {
        variables.put("FLINK_REST_URL", flink.address());
      } else {
        copy(environment, entry.getKey().addressVariable(), variables);
        if (entry.getKey() == ServerName.S3) {
          copy(environment, "AWS_ACCESS_KEY_ID", variables);
          copy(environment, "AWS_SECRET_ACCESS_KEY", variables);
          copy(environment, "S3_REGION", variables);
        }
      }
    }
    return new StackConnections(variables);
  }

  /** The same with what callers of the service need. */
  StackConnections withService(Map<String, String> environment, String jwtSecret) {
    Map<String, String> more = new TreeMap<>(variables);
    String given = environment.getOrDefault("JWT_SECRET", "");
    more.put("JWT_SECRET", given.isBlank() ? jwtSecret : given);
    return new StackConnections(more);
  }

  /** The same with one more variable, also for whoever reads them from the data folder. */
  public StackConnections with(String name, String value, DataFolder data) {
    Map<String, String> more = new TreeMap<>(variables);
    more.put(name, value);
    var changed = new StackConnections(more);
    changed.write(data);
    return changed;
  }

  private static void copy(
      Map<String, String> environment, String variable, Map<String, String> into) {
    String value = environment.get(variable);
    if (value != null) {
      into.put(variable, value);
    }
  }

  /**
   * The connections of the stack that runs on a data folder; empty when none runs there.
   *
   * @throws ServerException when they cannot be read
   */
  public static Optional<StackConnections> read(Path dataFolder) {
    Path file = dataFolder.resolve(FILE);
    if (!Files.exists(file) || !DataFolder.isInUse(dataFolder)) {
      return Optional.empty(); // A killed stack leaves the file behind.
    }
    var properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    } catch (IOException e) {
      throw new ServerException("cannot read %s: %s".formatted(file, e), e);
    }
    return Optional.of(
        new StackConnections(
            properties.stringPropertyNames().stream()
                .collect(Collectors.toMap(name -> name, properties::getProperty))));
  }

  void write(DataFolder data) {
    String text =
        variables.entrySet().stream()
            .map(entry -> entry.getKey() + "=" + entry.getValue().replace("\\", "\\\\") + "\n")
            .collect(Collectors.joining());
    PrivateFiles.write(data.root().resolve(FILE), text);
  }

  static void remove(DataFolder data) {
    try {
      Files.deleteIfExists(data.root().resolve(FILE));
    } catch (IOException e) {
      throw new ServerException("cannot remove %s: %s".formatted(FILE, e), e);
    }
  }

  /** Names of the variables only: the values hold passwords. */
  @Override
  public String toString() {
    return "StackConnections" + variables.keySet();
  }
}
