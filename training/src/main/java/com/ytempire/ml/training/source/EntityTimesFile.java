package com.ytempire.ml.training.source;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.ytempire.ml.core.event.json.LineReader;
import com.ytempire.ml.core.feature.EntityKey;
import com.ytempire.ml.training.example.DatasetException;
import com.ytempire.ml.training.example.EntityTime;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads entities at times: CSV in UTF-8 with the titles {@code entity_type}, {@code entity_id} and
 * {@code timestamp} in the first line, in any order and among others, or JSON lines with these
 * fields. Times are ISO 8601 with an offset, or days, which stand for their first instant in UTC.
 */
public final class EntityTimesFile {
  private static final List<String> FIELDS = List.of("entity_type", "entity_id", "timestamp");
  private static final JsonMapper JSON = new JsonMapper();

  private EntityTimesFile() {}

  /**
   * Reads a file.
   *
   * @return in the file's order; equal entities share one key
   * @throws DatasetException when a line is wrong; it names the line
   * @throws IOException when it cannot be read
   */
  public static List<EntityTime> read(Path file) throws IOException {
    Rows rows = new Rows(file);
    if (beginsLikeJson(file)) {
      readJson(file, rows);
    } else {
      readCsv(file, rows);
    }
    return rows.times;
  }

  private static boolean beginsLikeJson(Path file) throws IOException {
    try (LineReader lines = LineReader.open(Files.newInputStream(file))) {
      LineReader.Line first = lines.next();
      return first != null
          && new String(first.bytes(), StandardCharsets.UTF_8).stripLeading().startsWith("{");
    }
  }

  private static void readJson(Path file, Rows rows) throws IOException {
    try (LineReader lines = LineReader.open(Files.newInputStream(file))) {
      for (LineReader.Line line = lines.next(); line != null; line = lines.next()) {
        if (line.length() == 0) {
          continue;
        }
        try {
          JsonNode object = JSON.readTree(line.bytes());
          rows.add(
              line.number(), FIELDS.stream().map(field -> object.path(field).asText("")).toList());
        } catch (JsonProcessingException e) {
          throw rows.wrong(line.number(), "is no JSON object: " + e.getOriginalMessage());
        }
      }
    }
  }

  private static void readCsv(Path file, Rows rows) throws IOException {
    try (CsvReader<CsvRecord> csv = CsvReader.builder().ofCsvRecord(file)) {
      int[] places = new int[0];
      for (CsvRecord line : csv) {
        if (places.length == 0) {
          places = places(line, rows);
          continue;
        }
        List<String> fields = new ArrayList<>(places.length);
        for (int place : places) {
          fields.add(place < line.getFieldCount() ? line.getField(place) : "");
        }
        rows.add(line.getStartingLineNumber(), fields);
      }
    } catch (CsvParseException e) {
      throw new DatasetException("%s is no CSV: %s".formatted(file, e.getMessage()), e);
    }
  }

  private static int[] places(CsvRecord titles, Rows rows) {
    int[] places = new int[FIELDS.size()];
    for (int i = 0; i < places.length; i++) {
      places[i] = titles.getFields().indexOf(FIELDS.get(i));
      if (places[i] < 0) {
        throw rows.wrong(
            titles.getStartingLineNumber(),
            "has no title '%s'; expected %s".formatted(FIELDS.get(i), String.join(", ", FIELDS)));
      }
    }
    return places;
  }

  /** What was read so far. */
  private static final class Rows {
    private final Path file;
    private final List<EntityTime> times = new ArrayList<>();
    private final Map<EntityKey, EntityKey> keys = new HashMap<>();

    Rows(Path file) {
      this.file = file;
    }

    void add(long line, List<String> fields) {
      for (int i = 0; i < fields.size(); i++) {
        if (fields.get(i).isBlank()) {
          throw wrong(line, "has no %s".formatted(FIELDS.get(i)));
        }
      }
      var key = new EntityKey(fields.get(0).strip(), fields.get(1));
      EntityKey shared = keys.putIfAbsent(key, key);
      times.add(new EntityTime(shared == null ? key : shared, time(line, fields.get(2).strip())));
    }

    private Instant time(long line, String text) {
      try {
        return text.length() == 10
            ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
            : OffsetDateTime.parse(text).toInstant();
      } catch (DateTimeException e) {
        throw wrong(
            line,
            "timestamp '%s' is no time; give 2026-01-05 or 2026-01-05T10:00:00Z".formatted(text));
      }
    }

    DatasetException wrong(long line, String what) {
      return new DatasetException("%s:%d: %s".formatted(file, line, what));
    }
  }
}
