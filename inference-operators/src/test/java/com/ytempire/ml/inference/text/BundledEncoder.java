package com.ytempire.ml.inference.text;

import java.util.Map;

/** The bundled encoder, loaded once per test JVM and never closed. */
public final class BundledEncoder {
  private static final TextEncoder ENCODER = TextEncoder.load(TextModelFiles.bundledMiniLm());

  private BundledEncoder() {}

  public static TextEncoder get() {
    return ENCODER;
  }

  /** Variables with which models run on the CPU, from a cache that goes with the test JVM. */
  public static Map<String, String> environment() {
    return Map.of(
        "MODEL_CACHE_DIR",
        String.valueOf(BundledMiniLm.folder(null).directory().getParent()),
        "CUDA_VISIBLE_DEVICES",
        "-1");
  }
}
