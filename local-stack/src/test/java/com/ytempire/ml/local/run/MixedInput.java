package com.ytempire.ml.local.run;

import com.ytempire.ml.features.plan.FeaturePlan;
import com.ytempire.ml.features.testing.GoldenSet;
import com.ytempire.ml.local.server.LocalStack;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Four days of real hourly snapshots with trend signals, duplicates and broken lines in between,
 * and what a run of it leaves behind that nothing disturbs.
 */
final class MixedInput {
  /** Event seconds per second at which the input takes about {@link #SECONDS} to play. */
  static final double SPEED = 345_600 / 16.0;

  static final FeaturePlan PLAN =
      FeaturePlan.parse(GoldenSet.featureFile(), "golden-features.yaml");

  private static @Nullable RunResult undisturbed;

  private MixedInput() {}

  /** Writes the feature file into a folder. */
  static Path features(Path folder) throws IOException {
    return Files.writeString(folder.resolve("golden-features.yaml"), GoldenSet.featureFile());
  }

  /** Writes the input into a folder. */
  static Path write(Path folder) throws IOException {
    Path file = folder.resolve("mixed.jsonl");
    List<String> lines = lines(GoldenSet.HOURLY.events());
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      for (int i = 0; i < lines.size(); i++) {
        String line = lines.get(i);
        out.write(line + "\n");
        if (i % 10 == 3) {
          out.write(signal(i, timeOf(line)));
        }
        if (i % 97 == 0) {
          out.write("{\"video_id\": \"broken" + i + "\", \"views\": \n");
        }
        if (i % 131 == 0) {
          out.write(line + "\n");
        }
      }
    }
    return file;
  }

  private static String signal(int number, String time) {
    return """
        {"event_id":"s%d","source":"reddit","topic":"topic %d","niche":"gaming","volume":%d,\
        "score":0.5,"event_time":"%s"}
        """
        .formatted(number, number % 7, number % 50, time);
  }

  private static String timeOf(String line) {
    String field = "\"event_time\":\"";
    int start = line.indexOf(field) + field.length();
    return line.substring(start, line.indexOf('"', start));
  }

  static List<String> lines(Path gzipped) throws IOException {
    try (var in =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(gzipped)), StandardCharsets.UTF_8))) {
      return in.lines().toList();
    }
  }

  /** What a run that was left alone leaves behind; played once in a JVM. */
  static synchronized RunResult undisturbed(LocalStack shared, Path folder) throws Exception {
    RunResult known = undisturbed;
    if (known == null) {
      try (TestPlatform platform =
          TestPlatform.start(folder.resolve("undisturbed"), FreshStores.on(shared))) {
        known = platform.result(PLAN, platform.run(features(folder), write(folder)));
      }
      undisturbed = known;
    }
    return known;
  }

  /** Copies the lines of a file from one to another, not included. */
  static Path slice(Path gzipped, Path target, int from, int to) {
    try {
      return Files.write(target, new ArrayList<>(lines(gzipped).subList(from, to)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
