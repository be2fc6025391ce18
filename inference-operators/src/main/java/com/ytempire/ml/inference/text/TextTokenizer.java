package com.ytempire.ml.inference.text;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.ytempire.ml.inference.model.ModelFolder;
import com.ytempire.ml.inference.model.ModelLoadException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Turns text into the token ids of one model, with the model's special tokens, cut at a maximum.
 *
 * <p>Padding is left to the batch: ids come back unpadded, and {@link #padId()} is the one that the
 * tokenizer's own file names (RoBERTa's is 1, BERT's 0). Safe to share between threads. Costs about
 * 50 µs for a title.
 */
public final class TextTokenizer implements AutoCloseable {
  /**
   * Characters looked at per token allowed. Text is cut there before it is tokenized, so that a
   * megabyte costs no more than a page; no script needs as many characters for a token.
   */
  private static final int CHARACTERS_PER_TOKEN = 64;

  private static final ObjectMapper JSON = new ObjectMapper();

  static {
    // The native library comes inside the jar: never look for another one over the network.
    if (System.getProperty("ai.djl.offline") == null) {
      System.setProperty("ai.djl.offline", "true");
    }
  }

  private final HuggingFaceTokenizer tokenizer;
  private final int maxTokens;
  private final long padId;

  /** Keeps the native tokenizer from being freed under a caller. */
  private final ReadWriteLock use = new ReentrantReadWriteLock();

  private boolean closed;

  private TextTokenizer(HuggingFaceTokenizer tokenizer, int maxTokens, long padId) {
    this.tokenizer = tokenizer;
    this.maxTokens = maxTokens;
    this.padId = padId;
  }

  /**
   * Loads a version's tokenizer, which cuts texts at the manifest's {@code maxTokens}.
   *
   * @throws ModelLoadException when the file is missing or is no tokenizer
   */
  public static TextTokenizer load(ModelFolder folder) {
    String model = "text model " + folder.manifest().ref();
    String path = folder.manifest().tokenizer();
    if (path == null) {
      throw new ModelLoadException(
          "%s: its manifest names no tokenizer; add tokenizer.json and name it there"
              .formatted(model));
    }
    Path file = folder.file(path);
    int maxTokens = folder.manifest().maxTokens();
    try {
      byte[] definition = Files.readAllBytes(file);
      Map<String, String> options =
          Map.of(
              "padding",
              "false",
              "truncation",
              "true",
              "maxLength",
              Integer.toString(maxTokens),
              "modelMaxLength",
              Integer.toString(maxTokens));
      return new TextTokenizer(
          HuggingFaceTokenizer.newInstance(new ByteArrayInputStream(definition), options),
          maxTokens,
          padId(JSON.readTree(definition)));
    } catch (NoSuchFileException e) {
      throw new ModelLoadException(
          "%s: its tokenizer %s is missing; fetch the version again, or put the fast tokenizer's"
                  .formatted(model, file)
              + " file there (a vocabulary alone is not enough)",
          e);
    } catch (IOException | RuntimeException e) {
      throw new ModelLoadException(
          "%s: cannot read its tokenizer %s: %s".formatted(model, file, e.getMessage()), e);
    }
  }

  /**
   * Token ids of a text, special tokens included, unpadded, at most {@code maxTokens} long.
   *
   * @throws IllegalStateException after {@link #close}
   */
  public long[] tokenize(String text) {
    use.readLock().lock();
    try {
      if (closed) {
        throw new IllegalStateException("tokenizer is closed");
      }
      return tokenizer.encode(head(text, maxTokens * CHARACTERS_PER_TOKEN)).getIds();
    } finally {
      use.readLock().unlock();
    }
  }

  /** Id that fills up shorter texts of a batch. */
  public long padId() {
    return padId;
  }

  @Override
  public void close() {
    use.writeLock().lock();
    try {
      closed = true;
      tokenizer.close();
    } finally {
      use.writeLock().unlock();
    }
  }

  private static long padId(JsonNode definition) {
    JsonNode padding = definition.path("padding").path("pad_id");
    if (padding.isIntegralNumber()) {
      return padding.longValue();
    }
    for (JsonNode token : definition.path("added_tokens")) {
      String content = token.path("content").asText();
      if (content.equals("<pad>") || content.equals("[PAD]")) {
        return token.path("id").longValue();
      }
    }
    return 0;
  }

  /** The first {@code limit} characters, never ending inside a surrogate pair. */
  private static String head(String text, int limit) {
    if (text.length() <= limit) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(limit - 1)) ? limit - 1 : limit;
    return text.substring(0, end);
  }
}
