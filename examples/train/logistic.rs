//! Logistic regression with a ridge penalty, by Newton's method (iteratively reweighted least
//! squares: `McCullagh` and Nelder, Generalized Linear Models, 1989, chapter 2).

use citecheck::verify::{Coefficient, Logistic};

/// One labelled example.
#[derive(Clone)]
pub struct Row {
    pub features: Vec<f64>,
    pub is: bool,
    pub weight: f64,
}

/// The fitted numbers, for features with their means taken off.
pub struct Fitted {
    pub bias: f64,
    pub means: Vec<f64>,
    pub weights: Vec<f64>,
}

const ROUNDS: usize = 50;

impl Fitted {
    /// The fitted model, with a name for each feature.
    pub fn named<F: Copy>(&self, names: &[F]) -> Logistic<F> {
        let round = |value: f64| (value * 1e5).round() / 1e5;
        let numbers = self.means.iter().zip(&self.weights);
        let coefficients = numbers.map(|(mean, weight)| Coefficient {
            mean: round(*mean),
            weight: round(*weight),
        });
        Logistic {
            bias: round(self.bias),
            features: names.iter().copied().zip(coefficients).collect(),
        }
    }
}

/// Fits `rows`; `penalty` holds the weights of the standardised features down.
pub fn fit(rows: &[Row], penalty: f64) -> Fitted {
    let size = rows.first().map_or(0, |row| row.features.len());
    let total: f64 = rows.iter().map(|row| row.weight).sum();
    let mean = |value: &dyn Fn(&Row) -> f64| {
        rows.iter().map(|row| row.weight * value(row)).sum::<f64>() / total
    };
    let means: Vec<f64> = (0..size)
        .map(|index| mean(&|row| row.features[index]))
        .collect();
    let scales: Vec<f64> = (0..size)
        .map(|index| {
            mean(&|row| (row.features[index] - means[index]).powi(2))
                .sqrt()
                .max(1e-6)
        })
        .collect();
    let standard = |row: &Row| -> Vec<f64> {
        std::iter::once(1.0)
            .chain((0..size).map(|index| (row.features[index] - means[index]) / scales[index]))
            .collect()
    };
    let inputs: Vec<Vec<f64>> = rows.iter().map(standard).collect();
    let mut weights = vec![0.0; size + 1];
    for _ in 0..ROUNDS {
        let mut gradient = vec![0.0; size + 1];
        let mut hessian = vec![vec![0.0; size + 1]; size + 1];
        for (row, input) in rows.iter().zip(&inputs) {
            let odds: f64 = input.iter().zip(&weights).map(|(x, w)| x * w).sum();
            let p = 1.0 / (1.0 + (-odds).exp());
            let error = row.weight * (f64::from(u8::from(row.is)) - p);
            let curve = row.weight * p * (1.0 - p);
            for i in 0..=size {
                gradient[i] += error * input[i];
                for j in 0..=i {
                    hessian[i][j] += curve * input[i] * input[j];
                }
            }
        }
        for i in 1..=size {
            gradient[i] -= penalty * weights[i];
            hessian[i][i] += penalty;
        }
        hessian[0][0] += 1e-9;
        let step = solve(hessian, gradient);
        let mut change = 0.0_f64;
        for (weight, step) in weights.iter_mut().zip(step) {
            *weight += step;
            change = change.max(step.abs());
        }
        if change < 1e-9 {
            break;
        }
    }
    Fitted {
        bias: weights[0],
        weights: weights[1..]
            .iter()
            .zip(&scales)
            .map(|(weight, scale)| weight / scale)
            .collect(),
        means,
    }
}

/// Solves a symmetric positive definite system, given its lower triangle, by Cholesky's method.
pub fn solve(mut matrix: Vec<Vec<f64>>, mut right: Vec<f64>) -> Vec<f64> {
    let size = right.len();
    for i in 0..size {
        for j in 0..=i {
            let sum: f64 = (0..j).map(|k| matrix[i][k] * matrix[j][k]).sum();
            let value = matrix[i][j] - sum;
            matrix[i][j] = if i == j {
                value.max(1e-12).sqrt()
            } else {
                value / matrix[j][j]
            };
        }
    }
    for i in 0..size {
        let sum: f64 = (0..i).map(|k| matrix[i][k] * right[k]).sum();
        right[i] = (right[i] - sum) / matrix[i][i];
    }
    for i in (0..size).rev() {
        let sum: f64 = (i + 1..size).map(|k| matrix[k][i] * right[k]).sum();
        right[i] = (right[i] - sum) / matrix[i][i];
    }
    right
}
