package com.ytempire.ml.bench.inference;

import com.ytempire.ml.inference.engine.ModelLease;
import com.ytempire.ml.inference.engine.TabularEngine;
import com.ytempire.ml.inference.model.ModelFolder;
import com.ytempire.ml.inference.model.Tensor;
import com.ytempire.ml.inference.runtime.OnnxSession;
import com.ytempire.ml.inference.runtime.RuntimeSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A model that scores rows of numbers; its network takes one tensor, a row per request. */
final class MeasuredRows implements MeasuredModel {
  private final String name;
  private final float[][] rows;
  private final String input;
  private final OnnxSession session;
  private final ModelLease lease;
  private final TabularEngine engine;

  MeasuredRows(
      String name, ModelFolder folder, RuntimeSettings settings, ModelLease lease, float[][] rows) {
    this.name = name;
    this.rows = rows;
    this.lease = lease;
    this.engine = lease.engine(TabularEngine.class);
    this.session = OnnxSession.load(folder, settings);
    this.input = session.tensors().inputs().get(0).name();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String unit() {
    return "rows";
  }

  @Override
  public boolean isHeavy() {
    return false;
  }

  @Override
  public List<InferenceMode> modes() {
    return InferenceMode.ofEqualLengths();
  }

  @Override
  public int requests() {
    return rows.length;
  }

  @Override
  public List<Runnable> batches(int size, boolean sorted) {
    List<Runnable> batches = new ArrayList<>();
    for (int from = 0; from < rows.length; from += size) {
      Map<String, Tensor> inputs = inputs(from, Math.min(from + size, rows.length));
      batches.add(() -> session.run(inputs));
    }
    return batches;
  }

  private Map<String, Tensor> inputs(int from, int to) {
    int width = rows[from].length;
    float[] values = new float[(to - from) * width];
    for (int row = from; row < to; row++) {
      System.arraycopy(rows[row], 0, values, (row - from) * width, width);
    }
    return Map.of(input, Tensor.of(values, to - from, width));
  }

  @Override
  public void single(int request) {
    session.run(inputs(request, request + 1));
  }

  @Override
  public void throughEngine(int request) {
    engine.score(rows[request], InferenceBenchmark.PATIENCE).join();
  }

  @Override
  public String device() {
    return engine.device();
  }

  @Override
  public void close() {
    lease.close();
    session.close();
  }
}
