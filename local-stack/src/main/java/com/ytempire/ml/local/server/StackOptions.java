package com.ytempire.ml.local.server;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a stack is started with.
 *
 * @param dataFolder folder for everything that is kept; created where it is missing
 * @param cache folder for unpacked programs, shared by all data folders
 * @param ports of the embedded servers
 * @param environment variables by which servers elsewhere are named
 * @param builtVector folder with a built pgvector, which need not exist; null to go without
 */
public record StackOptions(
    Path dataFolder,
    Path cache,
    StackPorts ports,
    Map<String, String> environment,
    @Nullable Path builtVector) {

  /** Copies the environment. */
  public StackOptions {
    environment = Map.copyOf(environment);
  }

  /** The usual ports and folders, changed by the environment; with pgvector where it is built. */
  public static StackOptions fromEnvironment(Path dataFolder, Map<String, String> environment) {
    return new StackOptions(
        dataFolder,
        CacheFolders.programs(environment),
        StackPorts.fromEnvironment(environment),
        environment,
        CacheFolders.vector(environment));
  }

  /** The same without vector search. */
  public StackOptions withoutVector() {
    return new StackOptions(dataFolder, cache, ports, environment, null);
  }

  /** Names no variable: some hold secrets. */
  @Override
  public String toString() {
    return "StackOptions[" + dataFolder + ", " + ports + "]";
  }
}
