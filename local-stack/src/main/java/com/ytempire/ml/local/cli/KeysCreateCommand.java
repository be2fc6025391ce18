package com.ytempire.ml.local.cli;

import com.ytempire.ml.core.access.ApiKey;
import com.ytempire.ml.core.access.KeyText;
import com.ytempire.ml.core.access.Scope;
import com.ytempire.ml.core.config.Durations;
import com.ytempire.ml.local.access.ListKeys;
import com.ytempire.ml.local.features.JsonOutput;
import java.io.PrintWriter;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes one key and shows it, once. */
@Command(
    name = "create",
    description = "Creates a key and prints it: it cannot be shown again.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Only the key goes to standard output, so that a program can take it:",
      "  KEY=$(ytempire keys create --name reports --scopes predict,read --expires 90d)",
      "Scopes: predict (predictions, similar content), read (features, models, jobs), ingest"
          + " (events, feedback), train, admin (everything)."
    })
public final class KeysCreateCommand implements Callable<Integer> {
  /** Who the store says has made a key. */
  private static final String BY = "ytempire keys";

  private final Map<String, String> environment;

  @Mixin private KeyOptions options;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      required = true,
      description = "What people call it; need not be unique.")
  private String name;

  @Option(
      names = "--scopes",
      paramLabel = "SCOPE",
      required = true,
      split = ",",
      description = "What it may do, such as predict,read.")
  private List<String> scopes;

  @Option(
      names = "--expires",
      paramLabel = "LENGTH",
      description = "Refuse it after that time, such as 90d (default: never).")
  private @Nullable String expires;

  @Option(
      names = "--requests-per-minute",
      paramLabel = "N",
      description = "Its own rate limit (default: the service's).")
  private @Nullable Integer requestsPerMinute;

  /** The command as users get it. */
  public KeysCreateCommand() {
    this(System.getenv());
  }

  @SuppressWarnings("NullAway.Init") // picocli sets the fields before it calls the command.
  KeysCreateCommand(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  @Override
  public Integer call() {
    Clock clock = Clock.systemUTC();
    KeyText text = KeyText.random(new SecureRandom());
    ApiKey key = checked(text, clock.instant().truncatedTo(ChronoUnit.MICROS));
    return options.run(
        environment,
        clock,
        (keys, out) -> {
          keys.create(key);
          if (options.json()) {
            printJson(out, key, text, clock.instant());
          } else {
            out.println(text.reveal());
            options
                .messages()
                .printf(
                    "key %s (%s) may do: %s; it %s; this is the only time that it is shown%n",
                    key.id(),
                    key.name(),
                    ListKeys.scopes(key),
                    key.expiresAt() == null ? "never expires" : "expires at " + key.expiresAt());
          }
        });
  }

  private static void printJson(PrintWriter out, ApiKey key, KeyText text, Instant now) {
    JsonOutput.print(
        out,
        json -> {
          json.writeStartObject();
          json.writeStringField("key", text.reveal());
          ListKeys.write(json, key, now);
          json.writeEndObject();
        });
  }

  private ApiKey checked(KeyText text, Instant now) {
    Instant expiresAt = expires == null ? null : now.plus(length(expires));
    Set<Scope> granted = EnumSet.noneOf(Scope.class);
    for (String word : scopes) {
      granted.add(
          Scope.ofWord(word.trim())
              .orElseThrow(
                  () ->
                      options.refusal(
                          "--scopes: there is no scope '%s'; allowed: %s"
                              .formatted(word.trim(), Scope.words()))));
    }
    try {
      return ApiKey.issue(text, name, granted, requestsPerMinute, now, BY, expiresAt);
    } catch (IllegalArgumentException e) {
      throw options.refusal(String.valueOf(e.getMessage()));
    }
  }

  private Duration length(String given) {
    return Durations.parse(given)
        .orElseThrow(
            () ->
                options.refusal(
                    "--expires %s: expected %s".formatted(given, Durations.EXPECTATION)));
  }
}
