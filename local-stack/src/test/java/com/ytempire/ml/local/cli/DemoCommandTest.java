package com.ytempire.ml.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoCommandTest {
  @TempDir Path folder;

  private final StringWriter err = new StringWriter();

  @Test
  void refusesWhatCannotBeBeforeItStartsAnything() throws Exception {
    Path file = Files.writeString(folder.resolve("one.jsonl"), "{}");

    refused("--input is given 1 times", "--input", file.toString());
    refused("no such file", "--input", file.toString(), "--input", folder.resolve("no").toString());
    refused("allowed: 1 to 60 days", "--learn", "0");
    refused("allowed: 1 to 60 days", "--quiet", "61");
    refused("its folder does not exist", "--report", folder.resolve("a/b.json").toString());
    refused("--drift " + folder.resolve("d.yaml"), "--drift", folder.resolve("d.yaml").toString());
    assertThat(folder.resolve("data")).doesNotExist();
  }

  @Test
  void leavesAFolderAloneThatIsNotItsOwn() throws Exception {
    Path kept = Files.createDirectories(folder.resolve("data")).resolve("kept.txt");
    Files.writeString(kept, "mine");

    refused("is not empty and no demo's");

    assertThat(kept).hasContent("mine");
  }

  private void refused(String why, String... options) {
    var commands = YtempireCli.commandLine();
    commands.setErr(new PrintWriter(err, true));
    String[] arguments = new String[options.length + 3];
    arguments[0] = "demo";
    arguments[1] = "--data";
    arguments[2] = folder.resolve("data").toString();
    System.arraycopy(options, 0, arguments, 3, options.length);
    err.getBuffer().setLength(0);

    int code = commands.execute(arguments);

    assertThat(code).as(err.toString()).isEqualTo(2);
    assertThat(err.toString()).contains(why);
  }
}
