# The state is kept by state.py, which is away when the first deployment begins.
terraform {
  backend "http" {
    address = "http://127.0.0.1:8017/shop"
  }
}

resource "terraform_data" "shop" {
  input = "https://shop.example"
}
