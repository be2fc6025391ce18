package com.ytempire.ml.local.server;

import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisException;

/** Makes the servers that run elsewhere and are only checked: those the environment names. */
final class ExternalServers {

  private static final int TIMEOUT_MILLIS = 5_000;
  private static final int OLDEST_POSTGRES = 13;

  private ExternalServers() {}

  /**
   * The server that the environment names for this part, if it names one.
   *
   * @throws ServerException when the variable's value cannot be understood
   */
  static Optional<StackServer> named(ServerName name, Map<String, String> environment) {
    String address = environment.getOrDefault(name.addressVariable(), "").strip();
    if (name.addressVariable().isEmpty() || address.isEmpty()) {
      return Optional.empty();
    }
    return switch (name) {
      case POSTGRES -> Optional.of(postgres(address));
      case REDIS -> Optional.of(redis(address));
      case KAFKA -> Optional.of(kafka(address));
      case S3 -> Optional.of(s3(address, environment));
      case FLINK -> Optional.empty();
    };
  }

  private static StackServer postgres(String address) {
    DatabaseUrl url = DatabaseUrl.parse(address);
    Supplier<String> check =
        () -> {
          try (Connection connection = url.connect()) {
            var metadata = connection.getMetaData();
            if (metadata.getDatabaseMajorVersion() < OLDEST_POSTGRES) {
              throw new ServerException(
                  "Postgres at %s is version %s; %d or newer is needed"
                      .formatted(url, metadata.getDatabaseProductVersion(), OLDEST_POSTGRES));
            }
            return metadata.getDatabaseProductVersion();
          } catch (SQLException e) {
            throw unreachable(ServerName.POSTGRES, url.toString(), e);
          }
        };
    return new Checked(ServerName.POSTGRES, url.toString(), check, () -> succeeds(check));
  }

  private static StackServer redis(String address) {
    URI uri = parse(ServerName.REDIS, address, "redis://localhost:6379/0");
    int port = uri.getPort() < 0 ? ServerName.REDIS.defaultPort() : uri.getPort();
    String path = uri.getPath() == null ? "" : uri.getPath();
    String shown = "%s://%s:%d%s".formatted(uri.getScheme(), uri.getHost(), port, path);
    Supplier<String> check =
        () -> {
          try (Jedis jedis = new Jedis(uri, TIMEOUT_MILLIS)) {
            return RedisInfo.version(jedis);
          } catch (JedisException e) {
            throw unreachable(ServerName.REDIS, shown, e);
          }
        };
    return new Checked(ServerName.REDIS, shown, check, () -> succeeds(check));
  }

  private static StackServer kafka(String address) {
    Supplier<String> check =
        () -> {
          KafkaTopics.create(address);
          return "cluster reachable, topics present";
        };
    return new Checked(ServerName.KAFKA, address, check, () -> succeeds(check));
  }

  private static StackServer s3(String address, Map<String, String> environment) {
    URI endpoint = parse(ServerName.S3, address, "http://localhost:9000");
    var buckets =
        new S3Buckets(
            endpoint,
            required(environment, "AWS_ACCESS_KEY_ID"),
            required(environment, "AWS_SECRET_ACCESS_KEY"),
            environment.getOrDefault("S3_REGION", "us-east-1"));
    Supplier<String> check =
        () -> {
          buckets.create();
          return "reachable, buckets present";
        };
    return new Checked(ServerName.S3, endpoint.toString(), check, buckets::answers);
  }

  private static String required(Map<String, String> environment, String variable) {
    String value = environment.getOrDefault(variable, "").strip();
    if (value.isEmpty()) {
      throw new ServerException("S3_ENDPOINT is set, so " + variable + " must be set too");
    }
    return value;
  }

  private static URI parse(ServerName name, String address, String example) {
    try {
      URI uri = URI.create(address);
      if (uri.getHost() != null) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      // Refused below; the text may hold a password and is not repeated.
    }
    throw new ServerException("%s has not the form %s".formatted(name.addressVariable(), example));
  }

  private static ServerException unreachable(ServerName name, String address, Exception cause) {
    return new ServerException(
        "%s at %s cannot be used: %s; correct %s, or unset it to start an embedded one"
            .formatted(name.label(), address, cause.getMessage(), name.addressVariable()),
        cause);
  }

  private static boolean succeeds(Supplier<String> check) {
    try {
      return !check.get().isEmpty();
    } catch (ServerException e) {
      return false;
    }
  }

  /** A server that is looked at and never stopped. */
  private static final class Checked implements StackServer {

    private final ServerName name;
    private final String address;
    private final Supplier<String> check;
    private final BooleanSupplier health;
    private volatile String version = "";

    Checked(ServerName name, String address, Supplier<String> check, BooleanSupplier health) {
      this.name = name;
      this.address = address;
      this.check = check;
      this.health = health;
    }

    @Override
    public ServerName name() {
      return name;
    }

    @Override
    public void start() {
      version = check.get();
    }

    @Override
    public String address() {
      return address;
    }

    @Override
    public String version() {
      return version;
    }

    @Override
    public boolean isHealthy() {
      return health.getAsBoolean();
    }

    @Override
    public void close() {
      // Not ours to stop.
    }
  }
}
