package com.ytempire.ml.inference.protocol;

import static com.ytempire.ml.inference.protocol.ProtocolResponse.CONTENT_TYPE;
import static com.ytempire.ml.inference.protocol.ProtocolResponse.HEADER_LENGTH;
import static com.ytempire.ml.inference.protocol.ProtocolResponse.OCTETS;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.inference.model.ModelSignature;
import com.ytempire.ml.inference.model.Tensor;
import com.ytempire.ml.inference.model.TensorSpec;
import com.ytempire.ml.inference.protocol.InferRequest.RequestedOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes the protocol's answers. Safe to share. */
final class ResponseWriter {
  /** The word by which servers of this protocol call ONNX models run by ONNX Runtime. */
  private static final String PLATFORM = "onnxruntime_onnx";

  private final JsonFactory json = new JsonFactory();

  /** Writes one JSON object's fields. */
  @FunctionalInterface
  private interface Fields {
    void write(JsonGenerator out) throws IOException;
  }

  ProtocolResponse error(int status, String message) {
    return ProtocolResponse.json(status, object(out -> out.writeStringField("error", message)));
  }

  ProtocolResponse live() {
    return ProtocolResponse.json(200, object(out -> out.writeBooleanField("live", true)));
  }

  /** The protocol calls the field of this answer {@code live}; {@code ready} says what it means. */
  ProtocolResponse serverReady(boolean ready) {
    return ProtocolResponse.json(
        ready ? 200 : 503,
        object(
            out -> {
              out.writeBooleanField("live", ready);
              out.writeBooleanField("ready", ready);
            }));
  }

  ProtocolResponse server(String name, String version) {
    return ProtocolResponse.json(
        200,
        object(
            out -> {
              out.writeStringField("name", name);
              out.writeStringField("version", version);
              out.writeArrayFieldStart("extensions");
              out.writeString("binary_tensor_data");
              out.writeEndArray();
            }));
  }

  ProtocolResponse modelReady(String name, boolean ready) {
    return ProtocolResponse.json(
        ready ? 200 : 503,
        object(
            out -> {
              out.writeStringField("name", name);
              out.writeBooleanField("ready", ready);
            }));
  }

  ProtocolResponse model(ServedModel model, ModelSignature signature) {
    return ProtocolResponse.json(
        200,
        object(
            out -> {
              out.writeStringField("name", model.name());
              out.writeArrayFieldStart("versions");
              for (String version : model.versions()) {
                out.writeString(version);
              }
              out.writeEndArray();
              out.writeStringField("platform", PLATFORM);
              writeSpecs(out, "inputs", signature.inputs());
              writeSpecs(out, "outputs", signature.outputs());
            }));
  }

  /**
   * @param wanted the outputs to answer with, in order
   * @throws ProtocolException when a number cannot be said in JSON
   */
  ProtocolResponse inference(
      ModelRef ref,
      InferRequest request,
      List<RequestedOutput> wanted,
      Map<String, Tensor> outputs) {
    List<byte[]> binary = new ArrayList<>();
    byte[] header =
        object(
            out -> {
              out.writeStringField("model_name", ref.name());
              out.writeStringField("model_version", ref.version());
              if (request.id() != null) {
                out.writeStringField("id", request.id());
              }
              out.writeArrayFieldStart("outputs");
              for (RequestedOutput output : wanted) {
                Tensor tensor = outputs.get(output.name());
                if (tensor == null) {
                  throw new IllegalStateException(ref + " gave no output " + output.name());
                }
                byte[] bytes = request.isBinary(output) ? BinaryTensor.write(tensor) : null;
                writeOutput(out, output.name(), tensor, bytes);
                if (bytes != null) {
                  binary.add(bytes);
                }
              }
              out.writeEndArray();
            });
    if (binary.isEmpty()) {
      return ProtocolResponse.json(200, header);
    }
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes(header);
    binary.forEach(body::writeBytes);
    return new ProtocolResponse(
        200,
        Map.of(CONTENT_TYPE, OCTETS, HEADER_LENGTH, Integer.toString(header.length)),
        body.toByteArray());
  }

  private static void writeOutput(
      JsonGenerator out, String name, Tensor tensor, byte @Nullable [] bytes) throws IOException {
    out.writeStartObject();
    out.writeStringField("name", name);
    out.writeStringField("datatype", Datatype.of(tensor.type()).name());
    out.writeArrayFieldStart("shape");
    for (long size : tensor.shape()) {
      out.writeNumber(size);
    }
    out.writeEndArray();
    if (bytes == null) {
      out.writeFieldName("data");
      JsonTensor.write(out, name, tensor);
    } else {
      out.writeObjectFieldStart("parameters");
      out.writeNumberField("binary_data_size", bytes.length);
      out.writeEndObject();
    }
    out.writeEndObject();
  }

  private static void writeSpecs(JsonGenerator out, String field, List<TensorSpec> specs)
      throws IOException {
    out.writeArrayFieldStart(field);
    for (TensorSpec spec : specs) {
      out.writeStartObject();
      out.writeStringField("name", spec.name());
      out.writeStringField("datatype", Datatype.of(spec.type()).name());
      out.writeArrayFieldStart("shape");
      for (long size : spec.shape()) {
        out.writeNumber(size);
      }
      out.writeEndArray();
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  private byte[] object(Fields fields) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator out = json.createGenerator(bytes)) {
      out.writeStartObject();
      fields.write(out);
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to an array in memory", e);
    }
    return bytes.toByteArray();
  }
}
