package com.ytempire.ml.local.features;

import com.ytempire.ml.core.feature.EntityKey;
import com.ytempire.ml.core.feature.FeatureColumn;
import com.ytempire.ml.core.feature.FeatureSchema;
import com.ytempire.ml.core.store.FeatureRegistry.Definition;
import com.ytempire.ml.core.store.FeatureRegistry.Registered;
import com.ytempire.ml.features.definition.FeatureGroup;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Every definition that a file or a registry has, one line per version.
 *
 * @param lines the lines, by name and version
 */
public record ListFeatures(List<Line> lines) {

  /** Where a definition stands. */
  public enum State {
    /** The file has it and jobs have run with it. */
    CURRENT,
    /** The file has it, but no job has run with it yet. */
    NEW,
    /** Jobs have run with it, but the file has another definition, or none, by that name. */
    FORMER
  }

  /**
   * One version of one feature.
   *
   * @param columns names of its stored values; only the file's definitions tell them
   * @param kind shape of the values, or null for former definitions
   * @param ttl age after which values are stale, or null for former definitions
   * @param firstSeen when a job registered it first, or null
   * @param lastSeen when a job registered it last, or null
   * @param text the definition in canonical words
   */
  public record Line(
      String name,
      int version,
      State state,
      String group,
      String entityType,
      List<String> columns,
      @Nullable String kind,
      @Nullable String ttl,
      @Nullable Instant firstSeen,
      @Nullable Instant lastSeen,
      String text) {}

  public ListFeatures {
    lines = List.copyOf(lines);
  }

  /** Puts the file's and the registry's definitions together. */
  public static ListFeatures of(FeatureCatalog catalog, List<Registered> known) {
    Map<String, List<FeatureColumn>> columns =
        catalog.schemas().values().stream()
            .map(FeatureSchema::columns)
            .flatMap(List::stream)
            .collect(Collectors.groupingBy(FeatureColumn::feature));
    Map<String, Integer> current = new HashMap<>();
    List<Line> lines = new ArrayList<>();
    for (Definition definition : catalog.plan().registrations()) {
      List<FeatureColumn> own = columns.getOrDefault(definition.name(), List.of());
      int version = own.isEmpty() ? 1 : own.get(0).version();
      boolean isNew = catalog.isNew(definition.name());
      current.put(definition.name(), version);
      Registered registered = isNew ? null : find(known, definition.name(), version);
      lines.add(line(definition, version, isNew ? State.NEW : State.CURRENT, own, registered));
    }
    for (Registered registered : known) {
      String name = registered.definition().name();
      if (current.getOrDefault(name, 0) != registered.version()) {
        lines.add(
            line(
                registered.definition(),
                registered.version(),
                State.FORMER,
                List.of(),
                registered));
      }
    }
    lines.sort(Comparator.comparing(Line::name).thenComparing(Line::version));
    return new ListFeatures(lines);
  }

  private static @Nullable Registered find(List<Registered> known, String name, int version) {
    return known.stream()
        .filter(r -> r.definition().name().equals(name) && r.version() == version)
        .findFirst()
        .orElse(null);
  }

  private static Line line(
      Definition definition,
      int version,
      State state,
      List<FeatureColumn> columns,
      @Nullable Registered registered) {
    FeatureColumn first = columns.isEmpty() ? null : columns.get(0);
    return new Line(
        definition.name(),
        version,
        state,
        definition.group(),
        entityType(definition.group()),
        columns.stream().map(FeatureColumn::name).toList(),
        first == null ? null : kind(first),
        first == null ? null : Shown.length(first.ttl()),
        registered == null ? null : registered.firstSeen(),
        registered == null ? null : registered.lastSeen(),
        definition.text());
  }

  private static String kind(FeatureColumn column) {
    String word = column.kind().name().toLowerCase(Locale.ROOT);
    return column.width() > 1 ? word + "(" + column.width() + ")" : word;
  }

  private static String entityType(String group) {
    return Arrays.stream(FeatureGroup.values())
        .filter(known -> known.name().equalsIgnoreCase(group))
        .map(FeatureGroup::entityType)
        .findFirst()
        .orElse(EntityKey.TOPIC);
  }

  /** Prints a table. */
  public void print(PrintWriter out) {
    var table =
        new TextTable(
            "feature", "version", "state", "group", "entity", "kind", "ttl", "definition");
    for (Line line : lines) {
      table.row(
          line.name,
          Integer.toString(line.version),
          word(line.state),
          line.group,
          line.entityType,
          line.kind == null ? Shown.NOTHING : line.kind,
          line.ttl == null ? Shown.NOTHING : line.ttl,
          line.text);
    }
    table.print(out);
  }

  /** Prints an array with one object per version. */
  public void printJson(PrintWriter out) {
    JsonOutput.print(
        out,
        json -> {
          json.writeStartArray();
          for (Line line : lines) {
            json.writeStartObject();
            json.writeStringField("name", line.name);
            json.writeNumberField("version", line.version);
            json.writeStringField("state", word(line.state));
            json.writeStringField("group", line.group);
            json.writeStringField("entity_type", line.entityType);
            json.writeArrayFieldStart("columns");
            for (String column : line.columns) {
              json.writeString(column);
            }
            json.writeEndArray();
            json.writeStringField("kind", line.kind);
            json.writeStringField("ttl", line.ttl);
            JsonOutput.time(json, "first_seen", line.firstSeen);
            JsonOutput.time(json, "last_seen", line.lastSeen);
            json.writeStringField("definition", line.text);
            json.writeEndObject();
          }
          json.writeEndArray();
        });
  }

  private static String word(State state) {
    return state.name().toLowerCase(Locale.ROOT);
  }
}
