package com.ytempire.ml.features.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.ytempire.ml.core.testing.SharedData;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/** One set of real events with the values that are known to be right for it. */
public enum GoldenSet {
  HOURLY("1h_2021-01-29_2021-02-02", true),
  HALF_HOURLY("30min_2020-01-04", true),
  DAILY_AUTUMN("us_daily_2017-09_2017-10", false),
  DAILY_WINTER("us_daily_2017-11_2018-01", false);

  /** Largest relative difference from a golden value. */
  public static final double TOLERANCE = 1e-9;

  private final String name;
  private final boolean hasWindows;

  GoldenSet(String name, boolean hasWindows) {
    this.name = name;
    this.hasWindows = hasWindows;
  }

  /** The feature file that declares every golden column and both golden windows. */
  public static String featureFile() {
    try (InputStream in = GoldenSet.class.getResourceAsStream("/golden-features.yaml")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The events; the test is skipped where they are absent. */
  public Path events() {
    return SharedData.require("youtube/events_" + name + ".jsonl.gz");
  }

  /** The golden rows by event id; each value by column, empty for null. */
  public Map<String, Map<String, String>> features() {
    var rows = new HashMap<String, Map<String, String>>();
    for (NamedCsvRecord row : read("golden/features_" + name + ".csv.gz")) {
      var fields = new LinkedHashMap<>(row.getFieldsAsMap());
      rows.put(fields.remove("event_id"), fields);
    }
    return rows;
  }

  /** Golden windows by "column series start": value and number of samples. Empty in daily sets. */
  public Map<String, Window> windows() {
    var windows = new HashMap<String, Window>();
    if (hasWindows) {
      for (NamedCsvRecord row : read("golden/velocity_windows_" + name + ".csv.gz")) {
        windows.put(
            windowKey(
                row.getField("kind"),
                row.getField("region") + "|" + row.getField("video_id"),
                row.getField("window_start")),
            new Window(
                Double.parseDouble(row.getField("view_velocity")),
                Long.parseLong(row.getField("samples"))));
      }
    }
    return windows;
  }

  /** Names a window of a series. */
  public static String windowKey(String column, String seriesId, String start) {
    return column + " " + seriesId + " " + start;
  }

  /** A golden window. */
  public record Window(double value, long samples) {}

  /** Checks one value; a null golden value is an empty text, a null computed one is NaN. */
  public static void assertMet(String what, String golden, double value) {
    if (golden.isEmpty()) {
      assertThat(value).as(what).isNaN();
      return;
    }
    double expected = Double.parseDouble(golden);
    if (!(Math.abs(value - expected) <= TOLERANCE * Math.abs(expected))) {
      throw new AssertionError("%s: expected %s, got %s".formatted(what, expected, value));
    }
  }

  private static List<NamedCsvRecord> read(String file) {
    try (CsvReader<NamedCsvRecord> rows =
        CsvReader.builder()
            .ofNamedCsvRecord(
                new InputStreamReader(
                    new GZIPInputStream(Files.newInputStream(SharedData.require(file))),
                    StandardCharsets.UTF_8))) {
      return rows.stream().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
