//! Tables as others use them.

mod codebook;
mod make;
mod round_trip;
mod strict;
