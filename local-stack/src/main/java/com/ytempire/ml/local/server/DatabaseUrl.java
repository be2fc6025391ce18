package com.ytempire.ml.local.server;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/**
 * A Postgres address in the form of {@code DATABASE_URL}: {@code
 * postgresql://user:password@host:port/database}.
 *
 * @param host name or address
 * @param port 5432 where the text names none
 * @param database name of the database
 * @param user user name, decoded
 * @param password password, decoded; may be empty
 */
public record DatabaseUrl(String host, int port, String database, String user, String password) {

  private static final int CONNECT_SECONDS = 5;

  /**
   * Reads the text of {@code DATABASE_URL}; the scheme may be {@code postgresql} or {@code
   * postgres}.
   *
   * @throws ServerException when it has another form; the message does not repeat the password
   */
  public static DatabaseUrl parse(String text) {
    try {
      URI uri = new URI(text.strip());
      boolean knownScheme =
          "postgresql".equals(uri.getScheme()) || "postgres".equals(uri.getScheme());
      String path = uri.getPath();
      if (!knownScheme || uri.getHost() == null || path == null || path.length() < 2) {
        throw malformed();
      }
      String[] account = (uri.getRawUserInfo() == null ? "" : uri.getRawUserInfo()).split(":", 2);
      return new DatabaseUrl(
          uri.getHost(),
          uri.getPort() < 0 ? ServerName.POSTGRES.defaultPort() : uri.getPort(),
          path.substring(1),
          decode(account[0]),
          account.length > 1 ? decode(account[1]) : "");
    } catch (URISyntaxException | IllegalArgumentException e) {
      throw malformed();
    }
  }

  private static ServerException malformed() {
    return new ServerException(
        "DATABASE_URL has not the form postgresql://user:password@host:port/database"
            + " (percent-encode special characters of the password)");
  }

  private static String decode(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** Opens a connection, waiting at most five seconds for the server. */
  public Connection connect() throws SQLException {
    var properties = new Properties();
    properties.setProperty("user", user);
    properties.setProperty("password", password);
    properties.setProperty("connectTimeout", "" + CONNECT_SECONDS);
    properties.setProperty("loginTimeout", "" + CONNECT_SECONDS);
    properties.setProperty("socketTimeout", "30");
    properties.setProperty("ApplicationName", "ytempire-stack");
    return DriverManager.getConnection(
        "jdbc:postgresql://%s:%d/%s".formatted(host, port, encode(database)), properties);
  }

  /** The same server's other database. */
  DatabaseUrl database(String other) {
    return new DatabaseUrl(host, port, other, user, password);
  }

  /** The full text with the password, as {@code DATABASE_URL} wants it. */
  public String withPassword() {
    return "postgresql://%s:%s@%s:%d/%s"
        .formatted(encode(user), encode(password), host, port, encode(database));
  }

  /** For people: without account. */
  @Override
  public String toString() {
    return "postgresql://%s:%d/%s".formatted(host, port, database);
  }
}
