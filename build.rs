//! Tells whether the entailment model lies beside the sources: a package from a registry comes without it.

fn main() {
    let model = "models/entail.onnx";
    println!("cargo::rerun-if-changed={model}");
    println!("cargo::rustc-check-cfg=cfg(has_model)");
    if std::path::Path::new(model).exists() {
        println!("cargo::rustc-cfg=has_model");
    }
}
