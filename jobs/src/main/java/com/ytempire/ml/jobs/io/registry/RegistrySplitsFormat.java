package com.ytempire.ml.jobs.io.registry;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** Checkpoint format of splits: each a count and pairs of a model's name and version. */
final class RegistrySplitsFormat implements SimpleVersionedSerializer<List<RegistrySplit>> {
  private static final int VERSION = 1;

  @Override
  public int getVersion() {
    return VERSION;
  }

  @Override
  public byte[] serialize(List<RegistrySplit> splits) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      out.writeInt(splits.size());
      for (RegistrySplit split : splits) {
        out.writeInt(split.emitted().size());
        for (Map.Entry<String, String> model : split.emitted().entrySet()) {
          out.writeUTF(model.getKey());
          out.writeUTF(model.getValue());
        }
      }
    }
    return bytes.toByteArray();
  }

  @Override
  public List<RegistrySplit> deserialize(int version, byte[] serialized) throws IOException {
    if (version != VERSION) {
      throw new IOException(
          "registry source: state of version %d; known: %d".formatted(version, VERSION));
    }
    List<RegistrySplit> splits = new ArrayList<>();
    try (var in = new DataInputStream(new ByteArrayInputStream(serialized))) {
      int count = in.readInt();
      for (int split = 0; split < count; split++) {
        Map<String, String> emitted = new HashMap<>();
        int models = in.readInt();
        for (int model = 0; model < models; model++) {
          emitted.put(in.readUTF(), in.readUTF());
        }
        splits.add(new RegistrySplit(emitted));
      }
    }
    return splits;
  }

  /** The same for a single split. */
  static SimpleVersionedSerializer<RegistrySplit> ofOne() {
    var format = new RegistrySplitsFormat();
    return new SimpleVersionedSerializer<>() {
      @Override
      public int getVersion() {
        return VERSION;
      }

      @Override
      public byte[] serialize(RegistrySplit split) throws IOException {
        return format.serialize(List.of(split));
      }

      @Override
      public RegistrySplit deserialize(int version, byte[] serialized) throws IOException {
        return format.deserialize(version, serialized).get(0);
      }
    };
  }
}
