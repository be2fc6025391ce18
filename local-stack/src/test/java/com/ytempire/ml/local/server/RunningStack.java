package com.ytempire.ml.local.server;

import com.ytempire.ml.core.file.Folders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests one stack on random ports, started once per JVM and stopped with it.
 *
 * <p>Tests that restart servers make their own.
 */
public final class RunningStack implements ParameterResolver {

  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(RunningStack.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == LocalStack.class;
  }

  @Override
  public LocalStack resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .getOrComputeIfAbsent("stack", key -> new Started(), Started.class)
        .stack;
  }

  /** Options for a stack of a test's own, all of whose servers are embedded. */
  public static StackOptions options(Path dataFolder) {
    return new StackOptions(
        dataFolder,
        CacheFolders.programs(System.getenv()),
        StackPorts.free(),
        Map.of(),
        CacheFolders.vector(System.getenv()));
  }

  private static final class Started implements AutoCloseable {

    private final Path folder;
    private final LocalStack stack;

    Started() {
      try {
        folder = Files.createTempDirectory("ytempire-stack-");
        stack = LocalStack.start(options(folder), StackProgress.SILENT);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void close() throws IOException {
      stack.close();
      Folders.delete(folder);
    }
  }
}
