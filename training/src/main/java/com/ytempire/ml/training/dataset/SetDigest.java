package com.ytempire.ml.training.dataset;

import com.ytempire.ml.training.example.Example;
import com.ytempire.ml.training.example.Side;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** Tells one training set from another, whether it is stored or not. */
public final class SetDigest {
  private SetDigest() {}

  /**
   * SHA-256 of what a model can learn from a set: names of features and labels, and per side each
   * example with its times, its numbers and the snapshots before it, in order.
   *
   * @return 64 lower-case hexadecimal digits
   */
  public static String of(TrainingSet set) {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
    set.features().forEach(name -> text(digest, name));
    set.heads().forEach(head -> text(digest, head.word()));
    for (Side side : Side.values()) {
      List<Example> examples = set.examples(side);
      text(digest, side.word() + examples.size());
      for (Example example : examples) {
        add(digest, example);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static void add(MessageDigest digest, Example example) {
    text(digest, example.entityId());
    float[] features = example.features();
    float[] labels = example.labels();
    var numbers =
        ByteBuffer.allocate(2 * Long.BYTES + Float.BYTES * (features.length + labels.length));
    numbers.putLong(example.at().toEpochMilli()).putLong(example.labelAt().toEpochMilli());
    for (float feature : features) {
      numbers.putFloat(feature);
    }
    for (float label : labels) {
      numbers.putFloat(label);
    }
    digest.update(numbers.array());
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(example.earlier().size()).array());
    for (float[] row : example.earlier()) {
      var before = ByteBuffer.allocate(Float.BYTES * row.length);
      for (float feature : row) {
        before.putFloat(feature);
      }
      digest.update(before.array());
    }
  }

  /** With a byte behind it that no text has, so that texts do not run together. */
  private static void text(MessageDigest digest, String text) {
    digest.update(text.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0xFF);
  }
}
