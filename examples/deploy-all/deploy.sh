#!/bin/sh
# Stands for your deployment. The secrets are in the cluster already; here it is only seen that they are.
set -eu
kubectl --namespace=shop get secret database-password -o name
