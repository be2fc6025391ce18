package com.ytempire.ml.local.server;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Properties;
import java.util.random.RandomGenerator;

/**
 * The embedded servers' passwords: made once per data folder, kept in a file of mode 0600, never
 * printed.
 *
 * @param postgresPassword of the database user {@code ytempire}
 * @param redisPassword of Redis' default user
 * @param s3AccessKey key id of the one S3 account
 * @param s3SecretKey secret of that account
 * @param jwtSecret with which tokens for the service are signed
 */
public record StackSecrets(
    String postgresPassword,
    String redisPassword,
    String s3AccessKey,
    String s3SecretKey,
    String jwtSecret) {

  private static final String FILE = "secrets.properties";
  private static final String JWT = "jwt.secret";

  /**
   * Reads the folder's secrets, making them when there are none yet.
   *
   * @throws ServerException when the file is unreadable or incomplete
   */
  public static StackSecrets of(DataFolder data) {
    return of(data, new SecureRandom());
  }

  static StackSecrets of(DataFolder data, RandomGenerator random) {
    Path file = data.root().resolve(FILE);
    if (!Files.exists(file)) {
      PrivateFiles.write(
          file,
          """
          postgres.password=%s
          redis.password=%s
          s3.access-key=%s
          s3.secret-key=%s
          """
              .formatted(hex(random, 16), hex(random, 16), hex(random, 10), hex(random, 20)));
    }
    Properties properties = read(file);
    if (!properties.containsKey(JWT)) {
      // Also a folder from before the service had one.
      PrivateFiles.write(file, text(file) + JWT + "=" + hex(random, 32) + "\n");
      properties = read(file);
    }
    return new StackSecrets(
        required(properties, "postgres.password", file),
        required(properties, "redis.password", file),
        required(properties, "s3.access-key", file),
        required(properties, "s3.secret-key", file),
        required(properties, JWT, file));
  }

  private static Properties read(Path file) {
    var properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
      return properties;
    } catch (IOException e) {
      throw new ServerException("cannot read %s: %s".formatted(file, e), e);
    }
  }

  private static String text(Path file) {
    try {
      String text = Files.readString(file);
      return text.isEmpty() || text.endsWith("\n") ? text : text + "\n";
    } catch (IOException e) {
      throw new ServerException("cannot read %s: %s".formatted(file, e), e);
    }
  }

  private static String required(Properties properties, String key, Path file) {
    String value = properties.getProperty(key, "").strip();
    if (value.isEmpty()) {
      throw new ServerException(
          "%s lacks %s; restore the file, or start on a new folder with --data"
              .formatted(file, key));
    }
    return value;
  }

  private static String hex(RandomGenerator random, int bytes) {
    byte[] drawn = new byte[bytes];
    random.nextBytes(drawn);
    return HexFormat.of().formatHex(drawn);
  }

  /** Names no secret. */
  @Override
  public String toString() {
    return "StackSecrets[masked]";
  }
}
