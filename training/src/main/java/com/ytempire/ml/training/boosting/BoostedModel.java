package com.ytempire.ml.training.boosting;

import com.ytempire.ml.inference.model.ModelSignature;
import com.ytempire.ml.inference.model.ModelTask;
import com.ytempire.ml.training.columns.DerivedColumns;
import com.ytempire.ml.training.example.Example;
import com.ytempire.ml.training.example.Head;
import com.ytempire.ml.training.trainer.TrainedModel;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import ml.dmlc.xgboost4j.java.DMatrix;

/** Boosted heads over the same columns. */
final class BoostedModel implements TrainedModel {
  private final DerivedColumns columns;
  private final List<BoostedHead> heads;
  private final Map<String, String> description;

  BoostedModel(DerivedColumns columns, List<BoostedHead> heads, Map<String, String> description) {
    this.columns = columns;
    this.heads = List.copyOf(heads);
    this.description = Map.copyOf(description);
  }

  @Override
  public List<Head> heads() {
    return heads.stream().map(BoostedHead::head).toList();
  }

  @Override
  public Map<Head, double[]> answer(List<Example> examples) {
    Map<Head, double[]> answers = new EnumMap<>(Head.class);
    if (examples.isEmpty()) {
      heads.forEach(head -> answers.put(head.head(), new double[0]));
      return answers;
    }
    DMatrix rows = HeadRows.matrix(columns, examples);
    try {
      heads.forEach(head -> answers.put(head.head(), head.answer(rows)));
    } finally {
      rows.dispose();
    }
    return answers;
  }

  @Override
  public ModelTask task() {
    return ModelTask.TABULAR;
  }

  @Override
  public ModelSignature signature() {
    return BoostedOnnx.signature(columns, heads());
  }

  @Override
  public byte[] onnx() {
    return BoostedOnnx.write(columns, heads);
  }

  @Override
  public Map<String, String> description() {
    return description;
  }

  @Override
  public void close() {
    heads.forEach(BoostedHead::close);
  }
}
