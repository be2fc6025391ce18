package com.ytempire.ml.training.trainer;

import com.ytempire.ml.inference.model.ModelSignature;
import com.ytempire.ml.inference.model.ModelTask;
import com.ytempire.ml.training.example.Example;
import com.ytempire.ml.training.example.Head;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a run gave. Confined to one thread. */
public interface TrainedModel extends AutoCloseable {
  /** What it was told to learn, in its order. */
  List<Head> heads();

  /**
   * Answers by the trainer's own arithmetic, which the exported network has to meet.
   *
   * @param examples with the features of the task, in its order
   * @return per head one answer per example; probabilities are calibrated
   */
  Map<Head, double[]> answer(List<Example> examples);

  /** Whether it takes rows or sequences. */
  ModelTask task();

  /** What the network of {@link #onnx} takes and gives. */
  ModelSignature signature();

  /** The network from raw features with NaN to answers; equal models give equal bytes. */
  byte[] onnx();

  /**
   * The same network with 8-bit weights, which answers a little less exactly; empty where it has no
   * matrices of weights.
   */
  default Optional<byte[]> int8Onnx() {
    return Optional.empty();
  }

  /** What it is in words and what decided it, by name, for the card and the registry. */
  Map<String, String> description();

  @Override
  void close();
}
