package com.ytempire.ml.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class DriftReportCommandTest {
  @TempDir Path folder;

  private final StringWriter messages = new StringWriter();

  private int run(String... options) {
    return new CommandLine(new DriftReportCommand(Map.of(), Clock.systemUTC()))
        .setErr(new PrintWriter(messages))
        .execute(options);
  }

  @Test
  void wrongUsageIsSaidBeforeAnythingIsAsked() {
    Path page = folder.resolve("report.html");

    assertThat(run("--out", page.toString())).isEqualTo(2);
    assertThat(messages.toString()).contains("--model");
    assertThat(run("--model", "m", "--out", folder.resolve("none/report.html").toString()))
        .isEqualTo(2);
    assertThat(messages.toString()).contains("its folder does not exist");
    assertThat(
            run(
                "--model",
                "m",
                "--out",
                page.toString(),
                "--from",
                "2026-02-02",
                "--to",
                "2026-02-01"))
        .isEqualTo(2);
    assertThat(messages.toString()).contains("is no period");
    assertThat(Files.exists(page)).isFalse();
  }
}
