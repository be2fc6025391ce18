package com.ytempire.ml.core.settings;

import java.io.Serializable;
import java.util.Locale;

/**
 * Where Postgres is: {@code DATABASE_URL}, {@code postgresql://user:password@host:port/database}.
 * User and password may be percent-encoded; parameters after a {@code ?} go to the driver as given.
 *
 * @param host host name or address
 * @param port 1 to 65535, default 5432
 * @param database name of the database
 * @param user role to log in as
 * @param password its password, empty where the server asks for none
 * @param parameters driver parameters such as {@code sslmode=require}, empty for none
 */
public record DatabaseSettings(
    String host, int port, String database, String user, Secret password, String parameters)
    implements Serializable {

  static final String VARIABLE = "DATABASE_URL";
  static final String DEFAULT_URL = "postgresql://postgres@localhost:5432/ytempire";

  private static final String ALLOWED =
      "postgresql://user:password@host:port/database, with '@', ':' and '/' in user or password"
          + " percent-encoded";

  /** The address for the JDBC driver. It holds neither user nor password. */
  public String jdbcUrl() {
    String bracketed = host.contains(":") ? "[" + host + "]" : host;
    String url = "jdbc:postgresql://" + bracketed + ":" + port + "/" + database;
    return parameters.isEmpty() ? url : url + "?" + parameters;
  }

  static DatabaseSettings from(Variables variables) {
    ServerUrl fallback = ServerUrl.parse(DEFAULT_URL, 5432, "postgresql");
    ServerUrl url =
        variables.parsed(
            VARIABLE,
            fallback,
            ServerUrl::mask,
            ALLOWED,
            text -> {
              ServerUrl parsed = ServerUrl.parse(text, 5432, "postgresql", "postgres");
              if (parsed.path().isEmpty() || parsed.path().contains("/")) {
                throw new IllegalArgumentException("no single database is named after the host");
              }
              if (parsed.user().isEmpty()) {
                throw new IllegalArgumentException("the user is missing");
              }
              if (parsed.query().toLowerCase(Locale.ROOT).contains("password=")) {
                throw new IllegalArgumentException("the password stands among the parameters");
              }
              return parsed;
            });
    return new DatabaseSettings(
        url.host(), url.port(), url.path(), url.user(), new Secret(url.password()), url.query());
  }
}
