package com.ytempire.ml.local.input;

import com.ytempire.ml.jobs.io.file.InputFile;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** A player in a process of its own, to be killed. */
final class PlayerProcess {
  private PlayerProcess() {}

  static Process start(String bootstrapServers, Path file, double speed) throws IOException {
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            classPath,
            PlayerProcess.class.getName(),
            bootstrapServers,
            file.toString(),
            Double.toString(speed))
        .redirectErrorStream(true)
        .redirectOutput(new File(file + ".player.log"))
        .start();
  }

  public static void main(String[] args) throws Exception {
    try (EventPlayer player =
        new EventPlayer(args[0], "player", PlayerTopics.defaults(), Clock.systemUTC())) {
      System.out.println(
          player.play(
              new FileInput(List.of(InputFile.at(Path.of(args[1]))), Clock.systemUTC()),
              PlayOptions.defaults()
                  .withSpeed(Double.parseDouble(args[2]))
                  .withCommits(Duration.ofMillis(50), 100)));
    }
  }
}
