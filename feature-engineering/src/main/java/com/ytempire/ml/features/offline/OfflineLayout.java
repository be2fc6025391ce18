package com.ytempire.ml.features.offline;

import static org.apache.parquet.schema.LogicalTypeAnnotation.listType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.timestampType;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.DOUBLE;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.FLOAT;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT64;

import com.ytempire.ml.core.feature.FeatureColumn;
import com.ytempire.ml.core.feature.FeatureSchema;
import com.ytempire.ml.core.feature.ValueKind;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/**
 * The names and shapes of the offline store's files, a storage format: {@code
 * {entity_type}/event_date=YYYY-MM-DD/*.parquet}, one row per write with its id, times and values.
 *
 * <p>A feature's column is called by its name for version 1 and {@code name__v2} and so on after
 * that, so that a changed definition starts a column of its own beside the old one. After them
 * come, of videos, the {@link InputColumns}.
 */
public final class OfflineLayout {
  public static final String ENTITY_ID = "entity_id";
  public static final String EVENT_ID = "event_id";
  public static final String EVENT_TIME = "event_time";
  public static final String KNOWN_TIME = "known_time";

  static final String LIST = "list";
  static final String ELEMENT = "element";
  static final String SUFFIX = ".parquet";

  private static final String DATE_FOLDER = "event_date=";

  private OfflineLayout() {}

  /** Name of a feature's column in the files. */
  public static String columnName(FeatureColumn column) {
    return column.version() == 1 ? column.name() : column.name() + "__v" + column.version();
  }

  /** Folder of an entity type's writes of one day, such as {@code video/event_date=2025-01-10}. */
  public static String folder(String entityType, Instant eventTime) {
    LocalDate day = LocalDate.ofInstant(eventTime, ZoneOffset.UTC);
    return entityType + "/" + DATE_FOLDER + day;
  }

  /** The day in a path of the store; empty for files that are not, or not yet, part of it. */
  static Optional<LocalDate> dayOf(String path) {
    int end = path.lastIndexOf('/');
    int start = path.lastIndexOf(DATE_FOLDER, end) + DATE_FOLDER.length();
    String name = path.substring(end + 1);
    boolean published = name.endsWith(SUFFIX) && !name.startsWith(".") && !name.startsWith("_");
    if (!published || start < DATE_FOLDER.length() || start + 10 != end) {
      return Optional.empty();
    }
    return Optional.of(LocalDate.parse(path.substring(start, end)));
  }

  static MessageType message(FeatureSchema schema) {
    List<Type> fields = new ArrayList<>();
    fields.add(Types.required(BINARY).as(stringType()).named(ENTITY_ID));
    fields.add(Types.required(BINARY).as(stringType()).named(EVENT_ID));
    fields.add(time(EVENT_TIME));
    fields.add(time(KNOWN_TIME));
    for (FeatureColumn column : schema.columns()) {
      fields.add(field(columnName(column), column.kind()));
    }
    for (String name : InputColumns.namesOf(schema.entityType())) {
      fields.add(field(name, ValueKind.NUMBER));
    }
    return new MessageType("feature_write", fields);
  }

  static Type field(String name, ValueKind kind) {
    return switch (kind) {
      case NUMBER -> Types.optional(DOUBLE).named(name);
      case INTEGER -> Types.optional(INT64).named(name);
      case EMBEDDING ->
          Types.optionalGroup()
              .as(listType())
              .addField(
                  Types.repeatedGroup().addField(Types.required(FLOAT).named(ELEMENT)).named(LIST))
              .named(name);
    };
  }

  private static Type time(String name) {
    return Types.required(INT64).as(timestampType(true, TimeUnit.MILLIS)).named(name);
  }
}
