package com.ytempire.ml.local.server;

import com.ytempire.ml.core.settings.DatabaseSettings;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Stores of the stack that runs on a data folder, or else those that the environment names; open
 * until they are closed.
 */
public interface OpenedStores extends AutoCloseable {

  /** The database that they need most. */
  DatabaseSettings database();

  /** Where Postgres is, for messages. */
  default String address() {
    return "Postgres at %s:%d".formatted(database().host(), database().port());
  }

  @Override
  void close();

  /** The environment with what the stack on the folder, if one runs there, puts in its place. */
  static Map<String, String> variables(Path dataFolder, Map<String, String> environment) {
    var variables = new HashMap<>(environment);
    StackConnections.read(dataFolder).ifPresent(stack -> variables.putAll(stack.variables()));
    return variables;
  }

  /**
   * The same where they name a database; the caller may change them.
   *
   * @throws ServerException when they do not; it says what to do
   */
  static Map<String, String> requireDatabase(Path dataFolder, Map<String, String> environment) {
    Map<String, String> variables = variables(dataFolder, environment);
    if (variables.getOrDefault("DATABASE_URL", "").isBlank()) {
      throw new ServerException(
          "no stack runs on %s, and DATABASE_URL names no other server; start one with: ytempire up --data %s"
              .formatted(dataFolder, dataFolder));
    }
    return variables;
  }
}
