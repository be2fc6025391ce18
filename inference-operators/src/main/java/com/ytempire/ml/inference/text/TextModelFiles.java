package com.ytempire.ml.inference.text;

import com.ytempire.ml.inference.model.ModelLoadException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;

/**
 * Where the files of one text model are: a directory, or the class path for the model that ships
 * with the platform.
 *
 * @param modelId name under which results are reported, such as {@code
 *     sentence-transformers/all-MiniLM-L6-v2}
 * @param directory folder with {@code model.onnx} and {@code tokenizer.json}, or null for the model
 *     on the class path
 */
public record TextModelFiles(String modelId, @Nullable Path directory) {
  /** File name of the network inside a model directory. */
  public static final String MODEL = "model.onnx";

  /** File name of the tokenizer inside a model directory. */
  public static final String TOKENIZER = "tokenizer.json";

  /** File name of the optional model configuration inside a model directory. */
  public static final String CONFIG = "config.json";

  /** Name of the sentence encoder that ships with the platform. */
  public static final String MINILM = "sentence-transformers/all-MiniLM-L6-v2";

  private static final String MINILM_MODEL = "/all-minilm-l6-v2.onnx";
  private static final String MINILM_TOKENIZER = "/all-minilm-l6-v2-tokenizer.json";

  /** The all-MiniLM-L6-v2 encoder on the class path, 32-bit floats, 384 wide. */
  public static TextModelFiles bundledMiniLm() {
    return new TextModelFiles(MINILM, null);
  }

  /**
   * The model in a directory.
   *
   * @throws ModelLoadException when {@code model.onnx} or {@code tokenizer.json} is missing there
   */
  public static TextModelFiles inDirectory(String modelId, Path directory) {
    for (String name : new String[] {MODEL, TOKENIZER}) {
      if (!Files.isRegularFile(directory.resolve(name))) {
        throw new ModelLoadException(
            ("text model %s: %s has no %s; the folder needs %s and %s (the fast tokenizer's file;"
                    + " a vocabulary alone is not enough)")
                .formatted(modelId, directory, name, MODEL, TOKENIZER));
      }
    }
    return new TextModelFiles(modelId, directory);
  }

  /** Whether a directory holds both files that a text model needs. */
  public static boolean areIn(Path directory) {
    return Files.isRegularFile(directory.resolve(MODEL))
        && Files.isRegularFile(directory.resolve(TOKENIZER));
  }

  InputStream openTokenizer() throws IOException {
    return directory == null
        ? openResource(MINILM_TOKENIZER)
        : Files.newInputStream(directory.resolve(TOKENIZER));
  }

  /**
   * Hands the network's file to {@code use}. A model on the class path is unpacked for that time
   * only, because a session made from a file needs no copy of it on the Java heap.
   */
  <T> T withModelFile(FileUse<T> use) throws Exception {
    if (directory != null) {
      return use.apply(directory.resolve(MODEL));
    }
    Path unpacked = Files.createTempFile("ytempire-model", ".onnx");
    try (InputStream model = openResource(MINILM_MODEL)) {
      Files.copy(model, unpacked, StandardCopyOption.REPLACE_EXISTING);
      return use.apply(unpacked);
    } finally {
      Files.deleteIfExists(unpacked);
    }
  }

  @FunctionalInterface
  interface FileUse<T> {
    T apply(Path file) throws Exception;
  }

  private static InputStream openResource(String name) {
    InputStream stream = TextModelFiles.class.getResourceAsStream(name);
    if (stream == null) {
      throw new ModelLoadException(
          "text model %s: %s is not on the class path; add the model's jar or give a directory"
              .formatted(MINILM, name));
    }
    return stream;
  }
}
