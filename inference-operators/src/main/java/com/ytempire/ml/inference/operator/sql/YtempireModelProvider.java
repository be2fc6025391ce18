package com.ytempire.ml.inference.operator.sql;

import org.apache.flink.table.functions.AsyncPredictFunction;
import org.apache.flink.table.ml.AsyncPredictRuntimeProvider;
import org.apache.flink.table.ml.ModelProvider;

/** A model matched with the columns of a query. */
final class YtempireModelProvider implements AsyncPredictRuntimeProvider {
  private final RowPredictor<?> predictor;

  YtempireModelProvider(RowPredictor<?> predictor) {
    this.predictor = predictor;
  }

  @Override
  public AsyncPredictFunction createAsyncPredictFunction(Context context) {
    return new PredictRows(predictor);
  }

  @Override
  public ModelProvider copy() {
    return new YtempireModelProvider(predictor);
  }
}
