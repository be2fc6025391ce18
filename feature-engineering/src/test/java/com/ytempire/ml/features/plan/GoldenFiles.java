package com.ytempire.ml.features.plan;

import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.ytempire.ml.core.event.VideoEvent;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The shared golden files: in the folder named by YTEMPIRE_DATA, else {@code shared/data} beside
 * the repository. Tests are skipped where they are absent.
 */
final class GoldenFiles {
  private static final ObjectMapper JSON = new ObjectMapper();

  private GoldenFiles() {}

  static Path folder() {
    Path found = find();
    assumeThat(found)
        .as("golden files: set YTEMPIRE_DATA or put them into ../shared/data beside the repository")
        .isNotNull();
    return found;
  }

  private static @Nullable Path find() {
    String named = System.getenv("YTEMPIRE_DATA");
    if (named != null) {
      return Path.of(named);
    }
    for (Path up = Path.of("").toAbsolutePath(); up != null; up = up.getParent()) {
      Path candidate = up.resolve("shared/data");
      if (Files.isDirectory(candidate)) {
        return candidate;
      }
    }
    return null;
  }

  static BufferedReader open(String file) {
    try {
      return new BufferedReader(
          new InputStreamReader(
              new GZIPInputStream(Files.newInputStream(folder().resolve(file))),
              StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static JsonNode json(String file) throws IOException {
    try (BufferedReader in = open(file)) {
      return JSON.readTree(in);
    }
  }

  static List<NamedCsvRecord> csv(String file) throws IOException {
    try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(open(file))) {
      return rows.stream().toList();
    }
  }

  /** The events of a file by series, each in (time, id) order, duplicates dropped. */
  static Map<String, List<VideoEvent>> series(String file) throws IOException {
    var seen = new HashSet<String>();
    var events = new ArrayList<VideoEvent>();
    try (BufferedReader in = open(file)) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        VideoEvent event = event(JSON.readTree(line));
        if (seen.add(event.eventId())) {
          events.add(event);
        }
      }
    }
    events.sort(Comparator.comparing(VideoEvent::eventTime).thenComparing(VideoEvent::eventId));
    return events.stream().collect(Collectors.groupingBy(VideoEvent::seriesId));
  }

  private static VideoEvent event(JsonNode json) {
    var tags = new ArrayList<String>();
    json.path("tags").forEach(tag -> tags.add(tag.asText()));
    return new VideoEvent(
        text(json, "event_id"),
        text(json, "source"),
        text(json, "region"),
        text(json, "video_id"),
        Instant.parse(text(json, "event_time")),
        text(json, "time_precision"),
        json.path("publish_time").isTextual() ? Instant.parse(text(json, "publish_time")) : null,
        text(json, "title"),
        text(json, "channel_id"),
        text(json, "channel_title"),
        json.path("category_id").isNumber() ? json.path("category_id").asInt() : null,
        json.path("tags").isArray() ? tags : null,
        count(json, "views"),
        count(json, "likes"),
        count(json, "dislikes"),
        count(json, "comments"),
        flag(json, "comments_disabled"),
        flag(json, "ratings_disabled"),
        count(json, "subscriber_count"));
  }

  private static @Nullable String text(JsonNode json, String field) {
    return json.path(field).isTextual() ? json.path(field).asText() : null;
  }

  private static @Nullable Long count(JsonNode json, String field) {
    return json.path(field).isNumber() ? json.path(field).asLong() : null;
  }

  private static @Nullable Boolean flag(JsonNode json, String field) {
    return json.path(field).isBoolean() ? json.path(field).asBoolean() : null;
  }
}
