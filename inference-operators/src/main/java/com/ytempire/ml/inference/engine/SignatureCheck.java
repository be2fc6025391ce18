package com.ytempire.ml.inference.engine;

import com.ytempire.ml.inference.model.ModelLoadException;
import com.ytempire.ml.inference.model.ModelManifest;
import com.ytempire.ml.inference.model.ModelSignature;
import com.ytempire.ml.inference.model.TensorSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Compares what a manifest promises with what its network takes and gives. */
final class SignatureCheck {
  private SignatureCheck() {}

  /**
   * Checks a network whose own tensors are the signature's. It may have outputs that the signature
   * leaves out, and leave sizes open that the signature fixes.
   *
   * @throws ModelLoadException naming each difference
   */
  static void require(ModelManifest manifest, ModelSignature network) {
    List<String> differences = new ArrayList<>();
    ModelSignature promised = manifest.signature();
    promised
        .inputs()
        .forEach(spec -> compare("input", spec, network.input(spec.name()), differences));
    promised
        .outputs()
        .forEach(spec -> compare("output", spec, network.output(spec.name()), differences));
    for (TensorSpec spec : network.inputs()) {
      if (promised.input(spec.name()).isEmpty()) {
        differences.add(
            "input '%s': the network takes %s, the signature has none of that name"
                .formatted(spec.name(), describe(spec)));
      }
    }
    if (!differences.isEmpty()) {
      throw new ModelLoadException(
          "its network is not the one of its signature: " + String.join("; ", differences));
    }
  }

  private static void compare(
      String kind, TensorSpec promised, Optional<TensorSpec> found, List<String> differences) {
    String what =
        found.isEmpty() ? "none" : matches(promised, found.get()) ? "" : describe(found.get());
    if (!what.isEmpty()) {
      differences.add(
          "%s '%s': expected %s, the network has %s"
              .formatted(kind, promised.name(), describe(promised), what));
    }
  }

  private static boolean matches(TensorSpec promised, TensorSpec found) {
    if (promised.type() != found.type() || promised.shape().size() != found.shape().size()) {
      return false;
    }
    for (int i = 0; i < found.shape().size(); i++) {
      long size = found.shape().get(i);
      if (size >= 0 && size != promised.shape().get(i)) {
        return false;
      }
    }
    return true;
  }

  private static String describe(TensorSpec spec) {
    return spec.type() + " " + spec.shape();
  }
}
