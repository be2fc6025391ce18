package com.ytempire.ml.inference.text;

import ai.onnxruntime.OrtException;
import com.ytempire.ml.inference.model.ModelLoadException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sentence encoder: text in, one vector of length 1 out.
 *
 * <p>The vector is the mean of the token vectors, special tokens included and padding left out,
 * divided by its norm, as the model's authors publish it; the cosine of two texts is the dot
 * product of their vectors. Safe to share between threads, one caller per core; {@link #close} only
 * after the last call has returned. Holds about 100 MB outside the Java heap.
 */
public final class TextEncoder implements AutoCloseable {
  /** Most tokens of one text, the limit that all-MiniLM-L6-v2 was published with. */
  public static final int DEFAULT_MAX_TOKENS = 256;

  private final String modelId;
  private final int width;
  private final TextTokenizer tokenizer;
  private final TransformerSession session;

  private TextEncoder(
      String modelId, int width, TextTokenizer tokenizer, TransformerSession session) {
    this.modelId = modelId;
    this.width = width;
    this.tokenizer = tokenizer;
    this.session = session;
  }

  /** Loads an encoder that cuts texts at {@link #DEFAULT_MAX_TOKENS}; takes one to two seconds. */
  public static TextEncoder load(TextModelFiles files) {
    return load(files, DEFAULT_MAX_TOKENS);
  }

  /**
   * Loads an encoder.
   *
   * @param maxTokens most tokens of one text, special tokens included; 512 at most for MiniLM
   * @throws ModelLoadException when a file is missing or broken
   */
  public static TextEncoder load(TextModelFiles files, int maxTokens) {
    TextTokenizer tokenizer = TextTokenizer.load(files, maxTokens);
    try {
      TransformerSession session = TransformerSession.load(files, tokenizer.padId());
      int width = session.outputWidth();
      if (width <= 0) {
        session.close();
        throw new ModelLoadException(
            "text model %s: its output has no fixed width, so it is no sentence encoder"
                .formatted(files.modelId()));
      }
      return new TextEncoder(files.modelId(), width, tokenizer, session);
    } catch (OrtException | RuntimeException e) {
      tokenizer.close();
      if (e instanceof ModelLoadException known) {
        throw known;
      }
      throw new ModelLoadException("text model %s: cannot load".formatted(files.modelId()), e);
    }
  }

  /** Whether there is anything to encode; null, empty and blank texts have no embedding. */
  public static boolean hasText(@Nullable String text) {
    return text != null && !text.isBlank();
  }

  public String modelId() {
    return modelId;
  }

  /** Numbers per embedding: 384 for MiniLM. */
  public int width() {
    return width;
  }

  /** Token ids of a text, for {@link #encode(List)}. */
  public long[] tokenize(String text) {
    return tokenizer.tokenize(text);
  }

  /**
   * Embeds one text by itself.
   *
   * @return the embedding, or null where {@link #hasText} is false
   */
  public float @Nullable [] encode(@Nullable String text) throws OrtException {
    return text == null || text.isBlank() ? null : encode(List.of(tokenize(text))).get(0);
  }

  /**
   * Embeds several tokenized texts in one run; texts of similar length cost least. Each result is
   * the one the text has alone, to about 1e-6.
   *
   * @param tokens token ids of each text, as {@link #tokenize} gives them; not empty
   * @return one embedding per text, in the same order
   */
  public List<float[]> encode(List<long[]> tokens) throws OrtException {
    TransformerSession.Output output = session.run(tokens);
    float[] states = output.values().array();
    int rowSize = output.paddedLength() * width;
    List<float[]> embeddings = new ArrayList<>(tokens.size());
    for (int row = 0; row < tokens.size(); row++) {
      embeddings.add(meanPool(states, row * rowSize, tokens.get(row).length));
    }
    return embeddings;
  }

  @Override
  public void close() {
    session.close();
    tokenizer.close();
  }

  private float[] meanPool(float[] states, int start, int tokens) {
    float[] sum = new float[width];
    for (int token = 0; token < tokens; token++) {
      int offset = start + token * width;
      for (int i = 0; i < width; i++) {
        sum[i] += states[offset + i];
      }
    }
    // The mean's divisor cancels out: only the direction survives the normalisation.
    double squares = 0;
    for (float value : sum) {
      squares += (double) value * value;
    }
    float scale = (float) (1 / Math.max(Math.sqrt(squares), 1e-12));
    for (int i = 0; i < width; i++) {
      sum[i] *= scale;
    }
    return sum;
  }
}
