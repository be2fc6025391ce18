package com.ytempire.ml.features.offline;

import com.ytempire.ml.core.feature.EntityKey;
import com.ytempire.ml.core.feature.FeatureColumn;
import com.ytempire.ml.core.feature.FeatureSchema;
import com.ytempire.ml.core.feature.ValueKind;
import com.ytempire.ml.features.definition.Input;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The inputs of videos as columns of the offline store: models read them beside features. Their
 * names begin with {@link Input#COLUMN_PREFIX}, which no feature's name may, and are a storage
 * format, as is that they are doubles. Files from before they were stored lack them, so they are
 * missing there.
 */
public final class InputColumns {
  /** Inputs are of one snapshot; after a day, as features do by default, they say nothing. */
  public static final Duration TTL = Duration.ofDays(1);

  private static final List<String> NAMES = Input.words().stream().map(InputColumns::name).toList();

  private InputColumns() {}

  /** Name of an input's column. */
  private static String name(String word) {
    return Input.COLUMN_PREFIX + word;
  }

  /** The column of an input, to be read into a slot of the numbers. */
  public static FeatureColumn column(Input input, int slot) {
    String name = NAMES.get(input.ordinal());
    return new FeatureColumn(name, name, 1, EntityKey.VIDEO, ValueKind.NUMBER, slot, 1, TTL);
  }

  /**
   * A schema of number columns, and behind them the inputs that are not among them.
   *
   * @param schema numbers of videos, each in the slot of its place
   */
  public static FeatureSchema with(FeatureSchema schema, List<Input> inputs) {
    List<FeatureColumn> columns = new ArrayList<>(schema.columns());
    for (Input input : inputs) {
      FeatureColumn column = column(input, columns.size());
      if (schema.find(column.name()).isEmpty()) {
        columns.add(column);
      }
    }
    return new FeatureSchema(schema.entityType(), columns);
  }

  /** The names of all input columns of an entity type, in the order of {@link Input}. */
  static List<String> namesOf(String entityType) {
    return entityType.equals(EntityKey.VIDEO) ? NAMES : List.of();
  }
}
