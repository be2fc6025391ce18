package com.ytempire.ml.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.ytempire.ml.core.access.KeyText;
import com.ytempire.ml.local.server.LocalStack;
import com.ytempire.ml.local.server.RunningStack;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The {@code keys} commands against a running stack. */
@ExtendWith(RunningStack.class)
class KeysCommandIT {
  private Path data;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void useStack(LocalStack stack) {
    data = stack.data().root();
  }

  private int keys(String... arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    List<String> all = new ArrayList<>(List.of("keys"));
    all.addAll(List.of(arguments));
    all.addAll(List.of("--data", data.toString()));
    return YtempireCli.commandLine()
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(all.toArray(String[]::new));
  }

  @Test
  void createsListsAndRevokes() {
    assertThat(keys("create", "--name", "reports", "--scopes", "read,predict", "--expires", "90d"))
        .as(err.toString())
        .isZero();
    String printed = out.toString();
    assertThat(printed).matches("ytk_[0-9a-f]{16}_[0-9a-f]{64}\\R");
    KeyText key = KeyText.parse(printed.strip()).orElseThrow();
    assertThat(err.toString())
        .startsWith("key %s (reports) may do: predict,read; it expires at 20".formatted(key.id()))
        .doesNotContain(key.reveal());

    assertThat(keys("list")).isZero();
    assertThat(out.toString()).doesNotContain(key.reveal(), key.secretHash());
    assertThat(out.toString().lines())
        .anyMatch(
            line ->
                line.matches(key.id() + " +reports +active +predict,read +- +20\\S+Z +20\\S+Z +-"));

    assertThat(keys("revoke", key.id())).isZero();
    assertThat(out.toString()).startsWith("key %s (reports) is revoked since".formatted(key.id()));
    assertThat(keys("list", "--json")).isZero();
    assertThat(out.toString().replaceAll("\\s+", ""))
        .contains(
            "\"id\":\"%s\",\"name\":\"reports\",\"state\":\"revoked\",\"scopes\":[\"predict\",\"read\"]"
                .formatted(key.id()))
        .doesNotContain(key.secretHash());
  }

  @Test
  void printsAKeyWithItsLimitAsJson() {
    assertThat(
            keys(
                "create",
                "--name",
                "n",
                "--scopes",
                "admin",
                "--requests-per-minute",
                "30",
                "--json"))
        .as(err.toString())
        .isZero();

    assertThat(out.toString().replaceAll("\\s+", ""))
        .matches("\\{\"key\":\"ytk_([0-9a-f]{16})_[0-9a-f]{64}\",\"id\":\"\\1\".*")
        .contains("\"requests_per_minute\":30", "\"expires_at\":null");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void saysWhatIsWrongAndRepeatsNoSecret() {
    assertThat(keys("create", "--name", "n", "--scopes", "predict,fly")).isEqualTo(2);
    assertThat(err.toString())
        .contains("there is no scope 'fly'", "predict, read, ingest, train, admin");
    assertThat(keys("create", "--name", "n", "--scopes", "read", "--expires", "soon")).isEqualTo(2);
    assertThat(err.toString()).contains("--expires soon: expected a number and a unit");
    assertThat(keys("create", "--name", " ", "--scopes", "read")).isEqualTo(2);
    assertThat(keys("create", "--name", "n", "--scopes", "read", "--requests-per-minute", "0"))
        .isEqualTo(2);
    assertThat(err.toString()).contains("requests per minute 0: expected 1 to 100000000");
    assertThat(keys("revoke", "ffffffffffffffff")).isEqualTo(1);
    assertThat(err.toString()).contains("no key with the id ffffffffffffffff");

    String secret = "ytk_0123456789abcdef_" + "5".repeat(64);
    assertThat(keys("revoke", secret)).isEqualTo(2);
    assertThat(err.toString()).contains("16 hex digits").doesNotContain("555");
    assertThat(keys()).isEqualTo(2);
  }

  @Test
  void saysHowToStartAStackWhenNoneRuns(@TempDir Path empty) {
    data = empty;

    assertThat(keys("list")).isEqualTo(1);

    assertThat(err.toString()).contains("no stack runs on " + empty, "ytempire up");
  }
}
