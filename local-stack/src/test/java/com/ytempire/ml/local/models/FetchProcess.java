package com.ytempire.ml.local.models;

import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.core.settings.PlatformSettings;
import com.ytempire.ml.inference.model.ModelFolder;
import com.ytempire.ml.inference.repository.ModelCache;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** Fetches one version as the environment says, and keeps it until its input ends. */
final class FetchProcess {
  static final String FETCHED = "fetched";

  private FetchProcess() {}

  public static void main(String[] arguments) throws IOException {
    var settings = PlatformSettings.from(System.getenv());
    try (var cache = ModelCache.open(settings.models(), settings.objects())) {
      ModelFolder folder = cache.fetch(new ModelRef(arguments[0], arguments[1]));
      System.out.println(FETCHED + " " + folder.directory());
      while (System.in.read() >= 0) {
        // Keeps it.
      }
    }
  }

  static Process start(ModelRef ref, Map<String, String> variables) throws IOException {
    var builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                FetchProcess.class.getName(),
                ref.name(),
                ref.version())
            .redirectErrorStream(true);
    builder.environment().putAll(variables);
    return builder.start();
  }
}
