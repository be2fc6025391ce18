package com.ytempire.ml.inference.operator.sql;

import com.ytempire.ml.inference.engine.ModelEnginesProvider;
import com.ytempire.ml.inference.model.ModelManifest;
import java.time.Duration;
import org.apache.flink.configuration.ReadableConfig;

/** Where the provider finds models when a query is planned. */
@FunctionalInterface
interface ModelSource {
  /**
   * The model that the options name.
   *
   * @throws org.apache.flink.table.api.ValidationException when there is none
   */
  FoundModel find(ReadableConfig options);

  /**
   * A model to plan with.
   *
   * @param manifest what it takes and gives
   * @param engines make or share its engine where the query runs
   * @param timeout longest time that a row waits when the options name none
   */
  record FoundModel(ModelManifest manifest, ModelEnginesProvider engines, Duration timeout) {}
}
