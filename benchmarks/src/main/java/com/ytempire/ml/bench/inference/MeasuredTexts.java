package com.ytempire.ml.bench.inference;

import com.ytempire.ml.inference.engine.ModelLease;
import com.ytempire.ml.inference.engine.TextEmbeddingEngine;
import com.ytempire.ml.inference.model.ModelFolder;
import com.ytempire.ml.inference.runtime.RuntimeSettings;
import com.ytempire.ml.inference.text.TextEncoder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A sentence encoder. Its raw batches are tokenized beforehand; single calls and the engine start
 * from the text. In sorted batches hardly any padding is computed.
 */
final class MeasuredTexts implements MeasuredModel {
  private final String name;
  private final List<String> texts;
  private final TextEncoder encoder;
  private final ModelLease lease;
  private final TextEmbeddingEngine engine;

  MeasuredTexts(
      String name,
      ModelFolder folder,
      RuntimeSettings settings,
      ModelLease lease,
      List<String> texts) {
    this.name = name;
    this.texts = List.copyOf(texts);
    this.lease = lease;
    this.engine = lease.engine(TextEmbeddingEngine.class);
    this.encoder = TextEncoder.load(folder, settings);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String unit() {
    return "texts";
  }

  @Override
  public boolean isHeavy() {
    return true;
  }

  @Override
  public List<InferenceMode> modes() {
    return InferenceMode.all();
  }

  @Override
  public int requests() {
    return texts.size();
  }

  @Override
  public List<Runnable> batches(int size, boolean sorted) {
    List<long[]> all = new ArrayList<>();
    texts.forEach(text -> all.add(encoder.tokenize(text)));
    if (sorted) {
      all.sort(Comparator.comparingInt((long[] ids) -> ids.length).reversed());
    }
    List<Runnable> batches = new ArrayList<>();
    for (int from = 0; from < all.size(); from += size) {
      List<long[]> batch = List.copyOf(all.subList(from, Math.min(from + size, all.size())));
      batches.add(() -> encoder.encode(batch));
    }
    return batches;
  }

  @Override
  public void single(int request) {
    encoder.encode(List.of(encoder.tokenize(texts.get(request))));
  }

  @Override
  public void throughEngine(int request) {
    engine.embed(texts.get(request), InferenceBenchmark.PATIENCE).join();
  }

  @Override
  public String device() {
    return engine.device();
  }

  @Override
  public void close() {
    lease.close();
    encoder.close();
  }
}
