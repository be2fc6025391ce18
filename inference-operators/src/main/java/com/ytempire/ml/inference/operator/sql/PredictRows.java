package com.ytempire.ml.inference.operator.sql;

import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.functions.AsyncPredictFunction;
import org.apache.flink.table.functions.FunctionContext;

/** Answers the rows of a subtask. Every row gives exactly one row; nothing blocks. */
public final class PredictRows extends AsyncPredictFunction {
  private static final long serialVersionUID = 1L;

  private final RowPredictor<?> predictor;

  PredictRows(RowPredictor<?> predictor) {
    this.predictor = predictor;
  }

  @Override
  public void open(FunctionContext context) {
    predictor.open(context.getMetricGroup());
  }

  @Override
  public CompletableFuture<Collection<RowData>> asyncPredict(RowData row) {
    return predictor.predict(row);
  }

  @Override
  public void close() {
    predictor.close();
  }
}
