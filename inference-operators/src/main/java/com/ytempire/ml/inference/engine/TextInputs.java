package com.ytempire.ml.inference.engine;

import com.ytempire.ml.inference.model.ModelLoadException;
import com.ytempire.ml.inference.model.ModelManifest;
import com.ytempire.ml.inference.model.ModelSignature;
import com.ytempire.ml.inference.model.Tensor;
import com.ytempire.ml.inference.model.TensorSpec;
import com.ytempire.ml.inference.model.TensorType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What text models have in common: an input of texts, an output of so many numbers per text. */
final class TextInputs {
  private static final TensorSpec TEXT = TensorSpec.of("text", TensorType.STRING, -1L);

  private final RequestChecks checks;
  private final Function<String, long[]> tokenize;
  private final TensorSpec output;

  /**
   * @param outputName name of the one output
   * @param width its numbers per text
   * @throws ModelLoadException when the signature says otherwise
   */
  TextInputs(
      ModelManifest manifest, String outputName, int width, Function<String, long[]> tokenize) {
    this.checks = new RequestChecks(manifest);
    this.tokenize = tokenize;
    this.output = TensorSpec.of(outputName, TensorType.FLOAT32, -1L, (long) width);
    ModelSignature signature = manifest.signature();
    boolean same =
        signature.inputs().equals(List.of(TEXT))
            && (signature.outputs().equals(List.of(output))
                || signature.outputs().equals(List.of(output.withOpenSize(1))));
    if (!same) {
      throw new ModelLoadException(
          "its network is not the one of its signature: expected inputs %s and outputs %s, the network has %s and %s"
              .formatted(signature.inputs(), signature.outputs(), List.of(TEXT), List.of(output)));
    }
  }

  /** The tokens of one text. */
  long[] row(String text) {
    if (text.isBlank()) {
      throw checks.refusal("a blank text; expected at least one character that is no white space");
    }
    return tokenize.apply(text);
  }

  List<long[]> rows(Map<String, Tensor> inputs) {
    checks.noUnknown(inputs, List.of(TEXT));
    String[] texts = checks.required(inputs, TEXT).strings();
    for (int i = 0; i < texts.length; i++) {
      if (texts[i].isBlank()) {
        throw checks.refusal(
            "input 'text', row %d is blank; expected at least one character that is no white"
                + " space",
            i);
      }
    }
    List<long[]> rows = new ArrayList<>(texts.length);
    for (String text : texts) {
      rows.add(tokenize.apply(text));
    }
    return rows;
  }

  /** The output of several texts. */
  Map<String, Tensor> join(float[] values, int texts) {
    return Map.of(output.name(), Tensor.of(values, texts, values.length / texts));
  }
}
