// Hugging Face tensor names of both families, without ".weight" and ".bias". Torch-free.
#pragma once

#include <string>

#include "core/base/run_config.h"

namespace entroscope {

struct TensorNames {
  std::string prefix;  ///< "transformer."; some files leave it out
  std::string tokens, positions;
  std::string finalNorm, head;  ///< the head has a tensor of its own only where it is not tied
  std::string globalSlope;
  std::string layers;                                            ///< "transformer.h."
  std::string norm1, qkv, attentionOut, norm2, up, down, slope;  ///< within a layer

  std::string inLayer(int layer, const std::string& name) const {
    return layers + std::to_string(layer) + '.' + name;
  }
};

inline const TensorNames& tensorNames(Family family) {
  static const TensorNames gpt2{.prefix = "transformer.",
                                .tokens = "transformer.wte",
                                .positions = "transformer.wpe",
                                .finalNorm = "transformer.ln_f",
                                .head = "lm_head",
                                .globalSlope = "transformer.slope",
                                .layers = "transformer.h.",
                                .norm1 = "ln_1",
                                .qkv = "attn.c_attn",
                                .attentionOut = "attn.c_proj",
                                .norm2 = "ln_2",
                                .up = "mlp.c_fc",
                                .down = "mlp.c_proj",
                                .slope = "mlp.slope"};
  static const TensorNames neoX{.prefix = "gpt_neox.",
                                .tokens = "gpt_neox.embed_in",
                                .positions = "gpt_neox.embed_positions",
                                .finalNorm = "gpt_neox.final_layer_norm",
                                .head = "embed_out",
                                .globalSlope = "gpt_neox.slope",
                                .layers = "gpt_neox.layers.",
                                .norm1 = "input_layernorm",
                                .qkv = "attention.query_key_value",
                                .attentionOut = "attention.dense",
                                .norm2 = "post_attention_layernorm",
                                .up = "mlp.dense_h_to_4h",
                                .down = "mlp.dense_4h_to_h",
                                .slope = "mlp.slope"};
  return family == Family::Gpt2 ? gpt2 : neoX;
}

}  // namespace entroscope
