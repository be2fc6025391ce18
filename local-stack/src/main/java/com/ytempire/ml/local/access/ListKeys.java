package com.ytempire.ml.local.access;

import com.fasterxml.jackson.core.JsonGenerator;
import com.ytempire.ml.core.access.ApiKey;
import com.ytempire.ml.core.access.Scope;
import com.ytempire.ml.local.features.JsonOutput;
import com.ytempire.ml.local.features.TextTable;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Keys as people and programs see them: without their hashes. */
public final class ListKeys {
  private static final String NOTHING = "-";

  private ListKeys() {}

  /**
   * Prints a table.
   *
   * @param now tells which have expired
   */
  public static void print(PrintWriter out, List<ApiKey> keys, Instant now) {
    var table =
        new TextTable("id", "name", "state", "scopes", "limit", "created", "expires", "last used");
    for (ApiKey key : keys) {
      Integer limit = key.requestsPerMinute();
      table.row(
          key.id(),
          key.name(),
          state(key, now),
          scopes(key),
          limit == null ? NOTHING : limit + "/min",
          key.createdAt().toString(),
          time(key.expiresAt()),
          time(key.lastUsedAt()));
    }
    table.print(out);
  }

  /** Prints an array with one object per key. */
  public static void printJson(PrintWriter out, List<ApiKey> keys, Instant now) {
    JsonOutput.print(
        out,
        json -> {
          json.writeStartArray();
          for (ApiKey key : keys) {
            json.writeStartObject();
            write(json, key, now);
            json.writeEndObject();
          }
          json.writeEndArray();
        });
  }

  /** Writes the fields of one key into an open object. */
  public static void write(JsonGenerator json, ApiKey key, Instant now) throws IOException {
    json.writeStringField("id", key.id());
    json.writeStringField("name", key.name());
    json.writeStringField("state", state(key, now));
    json.writeArrayFieldStart("scopes");
    for (Scope scope : key.scopes().stream().sorted().toList()) {
      json.writeString(scope.word());
    }
    json.writeEndArray();
    Integer limit = key.requestsPerMinute();
    if (limit == null) {
      json.writeNullField("requests_per_minute");
    } else {
      json.writeNumberField("requests_per_minute", limit);
    }
    JsonOutput.time(json, "created_at", key.createdAt());
    json.writeStringField("created_by", key.createdBy());
    JsonOutput.time(json, "expires_at", key.expiresAt());
    JsonOutput.time(json, "revoked_at", key.revokedAt());
    JsonOutput.time(json, "last_used_at", key.lastUsedAt());
  }

  /** Scopes as the command line takes them. */
  public static String scopes(ApiKey key) {
    return key.scopes().stream().sorted().map(Scope::word).collect(Collectors.joining(","));
  }

  private static String state(ApiKey key, Instant now) {
    return key.state(now).name().toLowerCase(Locale.ROOT);
  }

  private static String time(@Nullable Instant time) {
    return time == null ? NOTHING : time.toString();
  }
}
